// spec M5
// JSON of an object that holds the same thing twice, thirty times over.
// ends: memory limit
let o = { x: 'x'.repeat(100) };
for (let i = 0; i < 30; i += 1) o = { a: o, b: o };
return JSON.stringify(o).length;
