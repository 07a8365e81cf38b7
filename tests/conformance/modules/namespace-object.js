// spec E9.8
// Any object gives its own properties as exports.
// gives: [["a","b"],1,2]
const c = new Compartment({ __options__: true, modules: { o: { namespace: { a: 1, b: 2 } }, m: { source: `import { a, b } from 'o'; export const got = [a, b];` } } });
const { namespace } = await c.import('o');
return [Object.keys(namespace), ...c.importNow('m').got];
