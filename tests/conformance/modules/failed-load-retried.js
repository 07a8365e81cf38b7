// spec E9.10
// What could not be loaded may be asked for again.
// gives: ["failed",2]
let n = 0;
const c = new Compartment({ __options__: true, importHook: async () => { n += 1; if (n === 1) throw Error('no'); return { source: `export default ${n};` }; } });
const first = await c.import('m').catch(() => 'failed');
return [first, (await c.import('m')).namespace.default];
