// spec E9.24
// There is no other type.
// throws: TypeError: import attribute type: "css" of "a" is not supported
return new Compartment({ __options__: true, modules: { a: { source: '' }, m: { source: `import 'a' with { type: 'css' };` } } }).import('m');
