// spec E9.15
// An importer cannot assign to an import.
// throws: TypeError
const c = new Compartment({ __options__: true, modules: { a: { source: 'export let n = 1;' }, b: { source: `import { n } from 'a'; export const set = () => { n = 2; };` } } });
return c.importNow('b').set();
