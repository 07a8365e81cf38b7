// spec E9.23
// importNow may overtake an import that waits, and both get one module.
// gives: [1,true]
let answer;
const c = new Compartment({ __options__: true, importHook: () => new Promise(resolve => { answer = resolve; }), importNowHook: () => ({ source: 'export default 1;' }) });
const waiting = c.import('m');
await null;
const now = c.importNow('m');
const { namespace } = await waiting;
return [namespace.default, namespace === now];
