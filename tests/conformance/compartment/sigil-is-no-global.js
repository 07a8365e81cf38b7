// spec E8.3
// In the options form nothing but `globals` becomes a global.
// gives: [false,false]
const c = new Compartment({ x: 1, __options__: true }); return ['x' in c.globalThis, '__options__' in c.globalThis];
