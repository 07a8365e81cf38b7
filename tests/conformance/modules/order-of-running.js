// spec E9.15
// Each module runs once, after those it imports, in their order.
// gives: ["c","b","d","a"]
const log = [];
const texts = { a: `import 'b'; import 'd';`, b: `import 'c';`, c: '', d: `import 'c'; import 'b';` };
const c = new Compartment({ __options__: true, globals: { log }, importHook: async s => ({ source: texts[s] + ` log.push('${s}');` }) });
await c.import('a');
await c.import('d');
return log;
