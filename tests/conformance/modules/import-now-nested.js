// spec E9.17
// importNow may be called while modules run.
// gives: ["d","c","C","b","a"]
const log = [];
const texts = { a: `import 'b'; log.push('a');`, b: `log.push(now('c').c); log.push('b');`, c: `import * as a from 'a'; import 'd'; log.push('c'); export const c = 'C';`, d: `log.push('d');` };
const c = new Compartment({ __options__: true, globals: { log, now: s => c.importNow(s) }, importHook: async s => ({ source: texts[s] }), importNowHook: s => ({ source: texts[s] }) });
await c.import('a');
return log;
