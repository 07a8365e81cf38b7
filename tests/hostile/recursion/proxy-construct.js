// spec M6
// A `construct` trap that makes another of its own proxy.
// ends: stack limit
const p = new Proxy(class {}, { construct: () => new p() });
return new p();
