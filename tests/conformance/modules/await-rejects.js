// spec E9.16
// A rejection at the top level fails all importers.
// gives: ["late","late",[]]
const log = [];
const texts = { a: `await null; throw Error('late');`, b: `import 'a'; log.push('b');` };
const c = new Compartment({ __options__: true, globals: { log }, importHook: async s => ({ source: texts[s] }) });
const fail = s => c.import(s).catch(error => error.message);
return [...(await Promise.all([fail('b'), fail('a')])), log];
