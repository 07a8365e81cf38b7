// spec E9.21
// What a module declares is no global.
// gives: ["undefined","undefined"]
const c = new Compartment({ __options__: true, modules: { m: { source: 'var x = 1; function f() {} export {};' }, n: { source: 'export const got = [typeof x, typeof f];' } } });
c.importNow('m');
return c.importNow('n').got;
