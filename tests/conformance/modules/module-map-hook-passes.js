// spec E9.5
// undefined from moduleMapHook passes on.
// gives: ["map a","import a","map b","now b"]
const log = [];
const source = '';
const c = new Compartment({ __options__: true, moduleMapHook: s => { log.push('map ' + s); }, importHook: async s => { log.push('import ' + s); return { source }; }, importNowHook: s => { log.push('now ' + s); return { source }; } });
await c.import('a');
c.importNow('b');
return log;
