// spec E8.3
// Globals, modules and options can be three arguments.
// gives: ["b",2,false]
const c = new Compartment({ x: 2 }, {}, { name: 'b' });
return [c.name, c.globalThis.x, '__options__' in c.globalThis];
