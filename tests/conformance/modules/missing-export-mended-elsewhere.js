// spec E9.15
// Modules beside a broken one still work.
// gives: [1,"SyntaxError",1]
const c = new Compartment({ __options__: true, modules: { good: { source: 'export const x = 1;' }, bad: { source: `import { nope } from 'good';` }, user: { source: `export { x } from 'good';` } } });
return [c.importNow('good').x, await c.import('bad').catch(error => error.name), c.importNow('user').x];
