// spec E9.23
// A failing importNow does not fail an import that waits.
// gives: ["TypeError",2]
let answer;
const c = new Compartment({ __options__: true, importHook: () => new Promise(resolve => { answer = resolve; }) });
const waiting = c.import('m');
await null;
let failed;
try {
  c.importNow('m');
} catch (error) {
  failed = error.name;
}
answer({ source: 'export default 2;' });
return [failed, (await waiting).namespace.default];
