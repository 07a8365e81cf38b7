// spec E8.9
// What is declared stays what it is.
// gives: [2,3,false]
const c = new Compartment({ globals: { g: 1 }, __options__: true }); const r = c.evaluate('let l = 2; g = 3; l', { sloppyGlobalsMode: true }); return [r, c.globalThis.g, 'l' in c.globalThis];
