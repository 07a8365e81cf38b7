// spec E11.1
// A proxy that refuses to be frozen leaves everything as it was.
// gives: ["TypeError",false,false]
const inner = {};
const o = { inner, p: new Proxy({}, { preventExtensions: () => false }) };
let name;
try { harden(o); } catch (e) { name = e.name; }
return [name, Object.isFrozen(o), Object.isFrozen(inner)];
