// spec E8.7
// A global may be an accessor.
// gives: [1,2,5]
const c = new Compartment(); let n = 0, set;
Object.defineProperty(c.globalThis, 'x', { get: () => ++n, set: value => { set = value; } });
const seen = [c.evaluate('x'), c.evaluate('x')]; c.evaluate('x = 5'); return [...seen, set];
