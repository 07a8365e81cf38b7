// spec E9.5, E9.9
// A hook may answer with a namespace that exports `then`: it is a descriptor and no promise.
// gives: [1,0]
let called = 0;
const lib = new Compartment({ __options__: true, globals: { call: () => { called += 1; } }, modules: { m: { source: `export const x = 1; export function then(resolve) { call(); resolve(); }` } } });
const namespace = lib.importNow('m');
const c = new Compartment({ __options__: true, importHook: () => namespace });
return [(await c.import('n')).namespace.x, called];
