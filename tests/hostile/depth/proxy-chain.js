// spec M6
// A proxy of a proxy of a proxy, a hundred thousand times, and a read.
// ends: stack limit
// limit: 60000000
let p = {};
for (let i = 0; i < 100000; i += 1) p = new Proxy(p, {});
return p.x;
