// spec E9.15
// A module that threw throws the same again, through whatever imports it.
// gives: [true,true,["a"]]
const log = [];
const c = new Compartment({ __options__: true, globals: { log }, modules: { a: { source: `log.push('a'); throw Error('broken');` }, b: { source: `import 'a'; log.push('b');` } } });
const e1 = await c.import('a').catch(error => error);
const e2 = await c.import('b').catch(error => error);
try {
  c.importNow('a');
} catch (e3) {
  return [e1 === e2, e2 === e3, log];
}
