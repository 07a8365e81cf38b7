// spec E10.1
// `eval` is no constructor.
// throws: TypeError
new (new Compartment().globalThis.eval)('1');
