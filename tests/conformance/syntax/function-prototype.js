// spec E10.1
// All of them have one `prototype`, and `Function` inherits from it.
// gives: [true,true,true]
const F = new Compartment().globalThis.Function; return [F.prototype === Function.prototype, Object.getPrototypeOf(F) === Function.prototype, Object.isFrozen(F)];
