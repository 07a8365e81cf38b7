// spec E18.2
// So it is in arrow functions.
// gives: [1,5]
return ((a, b = () => a, c = x => { a = x; }) => { var a; c(5); return [a, b()]; })(1);
