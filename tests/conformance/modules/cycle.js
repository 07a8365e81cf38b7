// spec E9.15
// In a cycle functions are there and constants are not yet.
// gives: ["ReferenceError","f","A","B"]
const c = new Compartment({ __options__: true, modules: {
  a: { source: `import { b, early, f } from 'b'; export const a = 'A'; export function hoisted() { return 'f'; } export const seen = [early, f, a, b];` },
  b: { source: `import { a, hoisted } from 'a'; export const f = hoisted(); export let early; try { early = a; } catch (e) { early = e.name; } export const b = 'B';` },
} });
return c.importNow('a').seen;
