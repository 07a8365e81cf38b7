// spec E11.1, M6
// A trap that hardens its own proxy.
// ends: stack limit
const p = new Proxy({}, { preventExtensions(target) { harden(p); return Reflect.preventExtensions(target); }, ownKeys(t) { harden(p); return Reflect.ownKeys(t); } });
return harden(p);
