// spec E8.1
// Compartments nest.
// gives: 20
let c = new Compartment();
for (let i = 0; i < 20; i++) { c = c.evaluate('new Compartment()'); c.globalThis.depth = i + 1; }
return c.evaluate('depth');
