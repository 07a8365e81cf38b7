// spec M6
// A write through a hundred thousand prototypes.
// ends: stack limit
// limit: 60000000
let o = {};
for (let i = 0; i < 100000; i += 1) o = Object.create(o);
o.x = 1;
return o.x;
