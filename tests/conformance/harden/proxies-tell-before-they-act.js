// spec E11.5
// All proxies tell what they have before the first is frozen.
// gives: ["b.ownKeys","a.ownKeys","a.preventExtensions","a.ownKeys","b.ownKeys"]
const log = [];
const b = new Proxy({}, { ownKeys(t) { log.push('b.ownKeys'); return Reflect.ownKeys(t); } });
const a = new Proxy({}, {
  ownKeys(t) { log.push('a.ownKeys'); return Reflect.ownKeys(t); },
  preventExtensions(t) { log.push('a.preventExtensions'); return Reflect.preventExtensions(t); },
});
harden([b, a]);
return log;
