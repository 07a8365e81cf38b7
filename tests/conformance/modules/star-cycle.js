// spec E9.15
// Stars may go in circles.
// gives: [["a","b"],["a","b"]]
const c = new Compartment({ __options__: true, modules: { m: { source: `export * from 'n'; export const a = 1;` }, n: { source: `export * from 'm'; export const b = 2;` } } });
return ['m', 'n'].map(s => Object.keys(c.importNow(s)));
