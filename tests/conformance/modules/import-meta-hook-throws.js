// spec E9.18
// What it throws fails the import.
// throws: Error: no meta
return new Compartment({ __options__: true, importMetaHook: () => { throw Error('no meta'); }, modules: { a: { source: 'import.meta;' } } }).import('a');
