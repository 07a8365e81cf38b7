// spec E8.6
// Each compartment has a global object of its own and shares the frozen intrinsics.
// gives: [true,true,true,false]
const a = new Compartment({ __options__: true });
const b = new Compartment({ __options__: true });
return [a.globalThis !== b.globalThis, a.globalThis.Array === b.globalThis.Array, a.globalThis.Array === Array, a.globalThis === globalThis];
