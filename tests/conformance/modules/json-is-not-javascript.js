// spec E9.24
// Text of the language is not JSON.
// throws: TypeError: module "a" is not JSON
return new Compartment({ __options__: true, modules: { a: { source: 'export default 1;' }, m: { source: `import d from 'a' with { type: 'json' };` } } }).import('m');
