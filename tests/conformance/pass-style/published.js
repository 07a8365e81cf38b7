// spec V4.7
// passStyleOf is published where copies of the package look for it.
// gives: true
const pass = await import('@endo/pass-style');
const key = Symbol.for('@endo passStyleOf');
return globalThis[key] === pass.passStyleOf;
