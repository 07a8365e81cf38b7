// spec E9.6, E9.23
// What a getter throws is a failure of loading.
// throws: TypeError: Failed to load module "m" in package "c" (1 underlying failures: got
return new Compartment({ __options__: true, name: 'c', modules: { m: { get source() { throw Error('got'); } } } }).import('m');
