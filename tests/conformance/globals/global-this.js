// spec E4.1
// `globalThis` is the global object, and what `this` is in evaluated code of the vat.
// gives: [true,true,true]
return [globalThis.globalThis === globalThis, (0, eval)('this') === globalThis, Object.getPrototypeOf(globalThis) === Object.prototype];
