// spec E10.7
// Modules of a compartment have its globals and the shared intrinsics.
// gives: [true,"own"]
const c = new Compartment({ __options__: true, globals: { who: 'own' }, modules: { x: { source: 'export const array = []; export const name = who;' } } });
const { array, name } = c.importNow('x');
return [array instanceof Array, name];
