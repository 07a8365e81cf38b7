// spec E8.2
// `evaluate` is refused to what is not a compartment.
// throws: TypeError
return Compartment.prototype.evaluate.call(Object.create(Compartment.prototype), '1');
