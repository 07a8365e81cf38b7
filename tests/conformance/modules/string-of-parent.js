// spec E9.9
// A string is a module of the parent.
// gives: [true,1]
const parent = new Compartment({ __options__: true, modules: { dep: { source: 'export const o = {}; export default 1;' } } });
const child = parent.evaluate(`new Compartment({ __options__: true, modules: { mine: 'dep' } })`);
const mine = child.importNow('mine');
return [mine.o === parent.importNow('dep').o, mine.default];
