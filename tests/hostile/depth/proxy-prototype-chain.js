// spec M6
// A hundred thousand objects and proxies, each the prototype of the next.
// ends: stack limit
// limit: 60000000
let o = {};
for (let i = 0; i < 50000; i += 1) o = new Proxy(Object.create(o), {});
return o.x;
