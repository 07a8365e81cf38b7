// spec E9.15
// However many ways lead to a binding, it is one binding; two bindings under one name are ambiguous.
// gives: [["both","deep"],"SyntaxError",["x"]]
const c = new Compartment({ __options__: true, modules: {
  base: { source: 'export const both = 1, deep = 2;' },
  l: { source: `export * from 'base'; export const odd = 'l';` },
  r: { source: `export * from 'base'; export { both } from 'l'; export const odd = 'r';` },
  top: { source: `export * from 'l'; export * from 'r'; export * from 'top';` },
  user: { source: `import { odd } from 'top';` },
  // An own name hides those of `export *`, also of two that differ.
  own: { source: `export * from 'l1'; export * from 'r1'; export const x = 0;` },
  l1: { source: `export const x = 1;` },
  r1: { source: `export const x = 2; export default 3;` },
} });
return [Object.keys(c.importNow('top')), await c.import('user').catch(error => error.name), Object.keys(c.importNow('own'))];
