// spec E11.7
// What lockdown froze counts as hardened.
// gives: [true,true,true]
return [harden(globalThis) === globalThis, harden(Array) === Array, harden(Object.prototype) === Object.prototype];
