// spec M6
// `instanceof` and `for in` over a hundred thousand prototypes.
// gives: [false,true,0]
// limit: 100000000
let o = {};
for (let i = 0; i < 100000; i += 1) o = Object.create(o);
let n = 0;
for (const key in o) n += 1;
return [o instanceof Map, o instanceof Object, n];
