// spec E9.20
// __shimTransforms__ apply to text and not to a ModuleSource.
// gives: [2,1]
const c = new Compartment({ __options__: true, __shimTransforms__: [text => text.replace('1', '2')], modules: { a: { source: 'export default 1;' }, b: { source: new ModuleSource('export default 1;') } } });
return ['a', 'b'].map(s => c.importNow(s).default);
