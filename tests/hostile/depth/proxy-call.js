// spec M6
// A call of a proxy of a proxy, a hundred thousand times.
// gives: 1
// limit: 60000000
let p = () => 1;
for (let i = 0; i < 100000; i += 1) p = new Proxy(p, {});
return p();
