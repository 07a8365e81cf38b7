// spec M3
// A hook that never answers holds nobody up but its caller.
// gives: later
const c = new Compartment({ __options__: true, resolveHook: s => s, importHook: () => new Promise(() => {}) });
return Promise.race([c.import('x'), Promise.resolve().then(() => 'later')]);
