// spec E9.7
// A name that the parent knows is that module, run anew in the child.
// gives: ["child","parent",false]
const parent = new Compartment({ __options__: true, globals: { who: 'parent' }, modules: { dep: { source: 'export const me = who; export const o = {};' } } });
return parent.evaluate(`
  const child = new Compartment({ __options__: true, globals: { who: 'child' }, modules: { copy: { source: 'dep' }, same: { namespace: 'dep' } } });
  const [copy, same] = ['copy', 'same'].map(s => child.importNow(s));
  [copy.me, same.me, copy.o === same.o];
`);
