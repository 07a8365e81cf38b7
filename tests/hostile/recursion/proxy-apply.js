// spec M6
// An `apply` trap that calls its own proxy.
// ends: stack limit
const p = new Proxy(() => {}, { apply: () => p() });
return p();
