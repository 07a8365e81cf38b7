// spec E8.7
// A `var` in a block is of the program as well.
// gives: [1,false]
const c = new Compartment(); return [c.evaluate('{ var x = 1; } x'), 'x' in c.globalThis];
