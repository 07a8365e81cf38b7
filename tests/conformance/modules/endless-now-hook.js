// spec E9.23
// A hook that asks for itself without end reaches the stack limit, and nothing else.
// ends: stack limit
const c = new Compartment({ __options__: true, importNowHook: s => c.importNow(s) });
return c.importNow('x');
