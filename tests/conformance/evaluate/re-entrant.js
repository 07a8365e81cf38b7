// spec E8.7
// Code that is being evaluated can evaluate in its own compartment.
// gives: 3
const c = new Compartment(); c.globalThis.again = source => c.evaluate(source); return c.evaluate('let x = 1; again("let x = 2; x") + x');
