// spec E9.17
// importNow does not wait, and then nothing runs.
// gives: ["importNow cannot wait: module \"a\" of compartment \"c\" awaits at its top level",[]]
const log = [];
const c = new Compartment({ __options__: true, name: 'c', globals: { log }, modules: { a: { source: `log.push('a'); await null;` }, b: { source: `log.push('b'); import 'a';` }, d: { source: `import 'b';` } } });
try {
  c.importNow('d');
} catch (error) {
  return [error.message, log];
}
