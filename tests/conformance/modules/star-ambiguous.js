// spec E9.15
// An ambiguous name is not exported, and importing it is an error.
// gives: [["y"],"SyntaxError"]
const c = new Compartment({ __options__: true, modules: { a: { source: 'export const x = 1; export const y = 1;' }, b: { source: 'export const x = 2;' }, m: { source: `export * from 'a'; export * from 'b';` }, n: { source: `import { x } from 'm';` } } });
return [Object.keys(c.importNow('m')), await c.import('n').catch(error => error.name)];
