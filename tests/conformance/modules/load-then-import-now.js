// spec E9.10
// What load brought, importNow needs no hook for.
// gives: 3
const c = new Compartment({ __options__: true, importHook: async s => ({ source: s === 'a' ? `import { x } from 'b'; export default x + 1;` : 'export const x = 2;' }) });
await c.load('a');
return c.importNow('a').default;
