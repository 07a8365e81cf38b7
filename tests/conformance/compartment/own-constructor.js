// spec E8.1
// Every compartment has a `Compartment` of its own, over one prototype.
// gives: [true,true,true,true]
const c = new Compartment();
const Own = c.globalThis.Compartment;
return [Own !== Compartment, Own.prototype === Compartment.prototype, c instanceof Own, c instanceof Compartment];
