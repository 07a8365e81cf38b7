// spec M6
// `Array.isArray` of a proxy of a proxy, a hundred thousand times.
// gives: true
// limit: 60000000
let p = [];
for (let i = 0; i < 100000; i += 1) p = new Proxy(p, {});
return Array.isArray(p);
