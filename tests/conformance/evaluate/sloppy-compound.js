// spec E8.9
// Compound assignments work on what nobody declared.
// gives: ["undefinedx",true]
const c = new Compartment(); c.evaluate('a += "x"; b ??= true;', { sloppyGlobalsMode: true }); return [c.globalThis.a, c.globalThis.b];
