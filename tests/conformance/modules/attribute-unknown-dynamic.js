// spec E9.24, E9.22
// In import() too.
// throws: TypeError: import attribute colour: "red" of "a" is not supported
return new Compartment({ __options__: true, modules: { a: { source: '' } } }).evaluate(`import('a', { with: { colour: 'red' } })`);
