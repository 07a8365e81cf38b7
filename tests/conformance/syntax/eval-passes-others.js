// spec E10.1
// What is no string comes back as it is.
// gives: [5,true,null]
const e = new Compartment().globalThis.eval, o = {}; return [e(5), e(o) === o, e()];
