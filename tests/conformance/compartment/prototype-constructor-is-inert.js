// spec E8.1
// The `constructor` that instances inherit makes nothing.
// throws: TypeError: Compartment.prototype.constructor is not a valid constructor.
const c = new Compartment(); new c.constructor({ __options__: true });
