// spec M6
// `Symbol.hasInstance` that asks `instanceof`.
// ends: stack limit
const o = { [Symbol.hasInstance]: x => x instanceof o };
return 1 instanceof o;
