// spec E9.16
// A cycle with a module that awaits runs whole.
// gives: ["a","b","c"]
const log = [];
const texts = { a: `import 'b'; await null; log.push('a');`, b: `import 'a'; log.push('b');`, c: `import 'b'; import 'a'; log.push('c');` };
const c = new Compartment({ __options__: true, globals: { log }, importHook: async s => ({ source: texts[s] }) });
await Promise.all([c.import('c'), c.import('b')]);
return log;
