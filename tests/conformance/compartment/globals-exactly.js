// spec E8.4
// The globals of a compartment: those of the vat without its endowments.
// gives: [[],["HandledPromise","assert","console"]]
const start = Object.getOwnPropertyNames(globalThis), own = Object.getOwnPropertyNames(new Compartment().globalThis);
return [own.filter(key => !start.includes(key)), start.filter(key => !own.includes(key)).sort()];
