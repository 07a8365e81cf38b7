// spec E9.22
// Whatever goes wrong is a rejection.
// gives: ["text","resolve","broken","SyntaxError"]
const c = new Compartment({ __options__: true, modules: { m: { source: 'throw Error("broken");' }, n: { source: `import { nope } from 'o';` }, o: { source: '' } } });
const d = new Compartment({ __options__: true, resolveHook: () => { throw Error('resolve'); }, modules: { m: { source: 'export const p = import("x").catch(error => error.message);' } } });
return Promise.all([
  c.evaluate(`import({ toString() { throw Error('text'); } }).catch(error => error.message)`),
  d.import('m').then(({ namespace }) => namespace.p),
  c.evaluate(`import('m').catch(error => error.message)`),
  c.evaluate(`import('n').catch(error => error.name)`),
]);
