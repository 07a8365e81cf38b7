// spec E9.15
// Longer cycles run in the order of the language.
// gives: ["c","b","a"]
const log = [];
const next = { a: 'b', b: 'c', c: 'a' };
const c = new Compartment({ __options__: true, globals: { log }, importHook: async s => ({ source: `import '${next[s]}'; log.push('${s}');` }) });
await c.import('a');
await c.import('b');
return log;
