// spec M6
// A hook that imports what it is asked for.
// ends: stack limit
let n = 0;
const c = new Compartment({ __options__: true, resolveHook: s => s, importNowHook: () => c.importNow(`m${(n += 1)}`) });
return c.importNow('m');
