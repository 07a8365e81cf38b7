// spec E8.4
// A global object inherits `Object.prototype`.
// gives: [true,"[object Object]"]
const g = new Compartment().globalThis; return [Object.getPrototypeOf(g) === Object.prototype, String(g)];
