// spec E9.21
// A module sees the global object of its compartment.
// gives: ["mine",true,"undefined","undefined"]
const c = new Compartment({ __options__: true, globals: { who: 'mine' }, modules: { m: { source: 'export const got = [who, globalThis, typeof console, typeof this];' } } });
const { got } = c.importNow('m');
return [got[0], got[1] === c.globalThis, got[2], got[3]];
