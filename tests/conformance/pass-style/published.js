// spec V4.7
// Compartments have the same passStyleOf.
// gives: [true,"function"]
const pass = await import('@endo/pass-style');
const key = Symbol.for('@endo passStyleOf');
return [globalThis[key] === pass.passStyleOf, typeof new Compartment().globalThis[key]];
