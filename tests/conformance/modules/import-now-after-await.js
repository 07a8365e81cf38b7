// spec E9.17
// What has run may have awaited.
// gives: 1
const c = new Compartment({ __options__: true, modules: { a: { source: 'export default await 1;' } } });
await c.import('a');
return c.importNow('a').default;
