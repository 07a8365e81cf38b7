// spec E10.4
// So is a function whose text is only in its parameters.
// gives: true
let seen; Function('f', 'a = f(this)', '')(value => { seen = value; }); return seen === undefined;
