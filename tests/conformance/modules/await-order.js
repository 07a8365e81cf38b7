// spec E9.16
// Those that do not import it do not wait.
// gives: ["a1","b","a2","c"]
const log = [];
const texts = { a: `log.push('a1'); await null; log.push('a2');`, b: `log.push('b');`, c: `import 'a'; import 'b'; log.push('c');` };
const c = new Compartment({ __options__: true, globals: { log }, importHook: async s => ({ source: texts[s] }) });
await c.import('c');
return log;
