// spec E9.15
// An import of what is not exported is a SyntaxError, and nothing runs.
// gives: ["SyntaxError",[]]
const log = [];
const c = new Compartment({ __options__: true, globals: { log }, modules: { a: { source: `import { nope } from 'b'; log.push('a');` }, b: { source: `log.push('b');` } } });
return [await c.import('a').catch(error => error.name), log];
