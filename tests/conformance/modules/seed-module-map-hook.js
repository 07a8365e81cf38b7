// spec E10.7
// `moduleMapHook` maps what the map does not have.
// gives: mapped
const c = new Compartment({
  __options__: true,
  resolveHook: s => s,
  moduleMapHook: s => (s === 'x' ? { source: 'export const y = "mapped";' } : undefined),
});
return (await c.import('x')).namespace.y;
