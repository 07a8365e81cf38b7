// spec E18.11
// One that moved within the prototype is found.
// gives: 1
const get = o => o.x;
const a = { y: 0, x: 1, z: 2 };
const b = Object.create(a);
get(b);
delete a.y;
return get(b);
