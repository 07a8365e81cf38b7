// spec E8.4
// Hardening the global object of three hundred compartments.
// gives: 300
// limit: 60000000
let n = 0;
for (let i = 0; i < 300; i += 1) if (Object.isFrozen(harden(new Compartment().globalThis))) n += 1;
return n;
