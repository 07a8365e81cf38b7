// spec E11.7
// An object that was only frozen is looked into.
// gives: true
const o = Object.freeze({ inner: {} });
harden(o);
return Object.isFrozen(o.inner);
