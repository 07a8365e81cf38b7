// spec E9.16
// What it waits for may come from outside.
// gives: ["waiting","done"]
let release;
const gate = new Promise(resolve => { release = resolve; });
const c = new Compartment({ __options__: true, globals: { gate }, modules: { m: { source: 'export default await gate;' } } });
const log = [];
const done = c.import('m').then(({ namespace }) => log.push(namespace.default));
await null;
log.push('waiting');
release('done');
await done;
return log;
