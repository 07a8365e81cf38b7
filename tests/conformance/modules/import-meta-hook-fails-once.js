// spec E9.15, E9.18
// What it throws is what the module threw: it is remembered, and the hook is not called again.
// gives: [1,true]
let calls = 0;
const c = new Compartment({ __options__: true, modules: { m: { source: 'import.meta;' } }, importMetaHook: () => { calls += 1; throw Error('no meta'); } });
const [first, second] = [await c.import('m').catch(error => error), await c.import('m').catch(error => error)];
return [calls, first === second];
