// spec E18.13
// A comma after the rest of an assignment pattern is let pass.
// gives: {"a":1}
let r;
({ ...r, } = { a: 1 });
return r;
