// spec E18.11
// So does one with many properties.
// gives: 2
const get = o => o.x;
const b = Object.create({ x: 1 });
for (let i = 0; i < 1023; i++) b['k' + i] = i;
get(b);
b.x = 2;
return get(b);
