// spec E11.2
// Hardening calls no getter, so what one would give is not hardened.
// gives: [0,false]
let calls = 0;
const inner = {};
harden({ get x() { calls += 1; return inner; } });
return [calls, Object.isFrozen(inner)];
