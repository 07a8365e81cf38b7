// spec E10.4
// What traps of a proxy are told when the vat uses it.
// gives: confined
const got = [];
const handler = new Proxy({}, { get: (_, name) => (...args) => { got.push(name, ...args); return Reflect[name](...args); } });
const p = new Proxy({ name: 'p' }, handler);
read(p, 'name'); shared.greet(p); call(new Proxy(() => {}, handler), p); `${p}`; p instanceof call; Object.keys(p);
return got;
