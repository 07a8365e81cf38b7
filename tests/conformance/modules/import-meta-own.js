// spec E9.18
// Each module has one of its own.
// gives: [true,false]
const c = new Compartment({ __options__: true, modules: { a: { source: 'export const m = import.meta; export const again = () => import.meta;' }, b: { source: 'export const m = import.meta;' } } });
const [a, b] = ['a', 'b'].map(s => c.importNow(s));
return [a.m === a.again(), a.m === b.m];
