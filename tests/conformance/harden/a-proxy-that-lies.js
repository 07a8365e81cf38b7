// spec E11.5
// A proxy cannot keep what its target holds from being hardened.
// gives: [true,true]
const secret = {};
const target = { secret };
const p = new Proxy(target, { getOwnPropertyDescriptor: (t, k) => Reflect.getOwnPropertyDescriptor(t, k), getPrototypeOf: () => null });
harden(p);
return [Object.isFrozen(secret), Object.isFrozen(target)];
