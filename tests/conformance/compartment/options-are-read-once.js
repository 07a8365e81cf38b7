// spec E8.3
// What is done with the options afterwards changes nothing.
// gives: [1,null]
const globals = { x: 1 };
const c = new Compartment({ globals, __options__: true });
globals.x = 2; globals.y = 3;
return [c.globalThis.x, c.globalThis.y];
