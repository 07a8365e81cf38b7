// spec E9.17
// In the middle of an expression too.
// gives: [1,2,3]
const c = new Compartment({ __options__: true, modules: { a: { source: 'export default 2;' }, b: { source: 'export default 3;' } } });
const got = [];
got.push(1, c.importNow('a').default, c.importNow('b').default);
return got;
