// spec E8.2
// A proxy of a compartment is not a compartment.
// throws: TypeError
return Compartment.prototype.evaluate.call(new Proxy(new Compartment(), {}), '1');
