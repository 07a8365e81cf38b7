// spec E10.7
// `import` and `load` give promises at once.
// gives: [true,true]
const c = new Compartment({ __options__: true, modules: { x: { source: 'export const y = 1;' } } });
return [c.import('x') instanceof Promise, c.load('x') instanceof Promise];
