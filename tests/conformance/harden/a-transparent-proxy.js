// spec E11.5
// A proxy without a say hands on: its target is hardened, in it and behind it.
// gives: [true,true,true]
const inner = {};
const target = { inner };
const p = new Proxy(target, { get: () => 'something else' });
harden(p);
return [Object.isFrozen(p), Object.isFrozen(target), Object.isFrozen(inner)];
