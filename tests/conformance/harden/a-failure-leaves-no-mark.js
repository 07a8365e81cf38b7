// spec E11.3
// What a failed walk has seen can be hardened afterwards as if nothing had been.
// gives: [true,true]
const deep = { part: { more: {} } };
try { harden([deep, new Proxy({}, { preventExtensions() { throw 1; } })]); } catch {}
harden(deep);
return [Object.isFrozen(deep.part), Object.isFrozen(deep.part.more)];
