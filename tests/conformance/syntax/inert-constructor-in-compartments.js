// spec E10.3
// Nor does it in compartments.
// throws: TypeError: Function.prototype.constructor is not a valid constructor.
new Compartment().evaluate('(() => {}).constructor("return globalThis")()');
