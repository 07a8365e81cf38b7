// spec E9.22
// A namespace with then is taken for a promise, as the language has it.
// gives: 7
return new Compartment({ __options__: true, modules: { m: { source: 'export const then = resolve => resolve(7);' } } }).evaluate(`import('m')`);
