// spec E11.5
// Proxies of proxies are asked each.
// gives: [["outer","inner"],true]
const log = [];
const target = {};
const inner = new Proxy(target, { preventExtensions(t) { log.push('inner'); return Reflect.preventExtensions(t); } });
const outer = new Proxy(inner, { preventExtensions(t) { log.push('outer'); return Reflect.preventExtensions(t); } });
harden(outer);
return [log.slice(0, 2), Object.isFrozen(target)];
