// spec E8.9
// In `sloppyGlobalsMode` assigning what nobody declared makes a global.
// gives: [5,true]
const c = new Compartment(); c.evaluate('made = 5', { sloppyGlobalsMode: true }); return [c.globalThis.made, Object.keys(c.globalThis).includes('made')];
