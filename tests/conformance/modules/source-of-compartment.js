// spec E9.7
// A string beside a compartment names a module there.
// gives: [false,"theirs","mine"]
const lib = new Compartment({ __options__: true, globals: { who: 'theirs' }, modules: { dep: { source: 'export const me = who; export const o = {};' } } });
const c = new Compartment({ __options__: true, globals: { who: 'mine' }, modules: { dep: { source: 'dep', compartment: lib } } });
const [a, b] = [lib.importNow('dep'), c.importNow('dep')];
return [a.o === b.o, a.me, b.me];
