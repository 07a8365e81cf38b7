// spec E18.4
// The value is the one from before the block.
// gives: [1,1]
const f = () => { let a = 1; try { return a; } finally { a = 2; } };
const g = () => { let a = 1; try { return a++; } finally { a = 20; } };
return [f(), g()];
