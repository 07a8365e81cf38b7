// spec E9.23
// Who waits for a hook that never answers waits; others do not.
// gives: ["done"]
const log = [];
const c = new Compartment({ __options__: true, importHook: s => s === 'never' ? new Promise(() => {}) : { source: `import 'b'; export default 1;`.replace(s === 'b' ? "import 'b';" : '', '') } });
c.import('never').then(() => log.push('never'));
await c.import('a');
log.push('done');
return log;
