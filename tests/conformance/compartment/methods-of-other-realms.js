// spec E8.2
// Methods work on every compartment, whichever global they were reached from.
// gives: 3
const [a, b] = [new Compartment(), new Compartment()];
return a.globalThis.Compartment.prototype.evaluate.call(b, '1 + 2');
