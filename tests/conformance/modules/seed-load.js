// spec E10.7
// `load` loads without running.
// gives: ["undefined","ran"]
const log = [];
const c = new Compartment({ __options__: true, globals: { log }, importHook: async () => ({ source: 'log.push("ran"); export const x = 1;' }), resolveHook: s => s });
const loaded = await c.load('x');
const before = `${loaded}${log}`;
c.importNow('x');
return [before, log.join()];
