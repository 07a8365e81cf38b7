// spec E9.4
// Each place of a tagged template has one object for each compartment.
// gives: [true,false]
const source = new ModuleSource('const tag = strings => strings; export const f = () => tag`x`;');
const make = () => new Compartment({ __options__: true, modules: { m: { source } } }).importNow('m');
const [a, b] = [make(), make()];
return [a.f() === a.f(), a.f() === b.f()];
