// spec E8.7
// Each evaluation has its own.
// gives: [1,1]
const c = new Compartment(), source = 'let n = 0; () => ++n'; return [c.evaluate(source)(), c.evaluate(source)()];
