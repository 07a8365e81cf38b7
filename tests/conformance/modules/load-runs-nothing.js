// spec E9.10
// load gives undefined and runs nothing.
// gives: [true,[],["m"]]
const log = [];
const c = new Compartment({ __options__: true, globals: { log }, modules: { m: { source: 'log.push("m");' } } });
const loaded = (await c.load('m')) === undefined;
const before = [...log];
await c.import('m');
return [loaded, before, log];
