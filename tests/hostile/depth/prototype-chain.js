// spec M6
// A read through a hundred thousand prototypes.
// gives: undefined
// limit: 60000000
let o = null;
for (let i = 0; i < 100000; i += 1) o = Object.create(o);
return o.x;
