// spec E10.7
// A dynamic import in a compartment goes through its own module map and hooks.
// gives: ["mine","rejected"]
const c = new Compartment({ __options__: true, resolveHook: s => s, importHook: async s => {
  if (s === 'mine') return { source: 'export const x = "mine";' };
  throw new Error('no');
} });
return [(await c.evaluate('import("mine")')).x, await c.evaluate('import("@endo/far")').then(() => 'loaded', () => 'rejected')];
