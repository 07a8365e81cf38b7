// spec M3
// What is like an array of that length: without an iterator it is no list, and with that of arrays it is a long one.
// ends: compute limit
const transforms = { length: 2 ** 32 - 1 };
try { new Compartment().evaluate('1', { transforms }); return 'taken'; } catch (error) { if (error.name !== 'TypeError') throw error; }
transforms[Symbol.iterator] = Array.prototype[Symbol.iterator];
return new Compartment().evaluate('1', { transforms });
