// spec E9.21
// Module code is strict.
// throws: ReferenceError
return new Compartment({ __options__: true, modules: { m: { source: 'undeclared = 1;' } } }).import('m');
