// spec M6
// JSON of arrays in arrays, a hundred thousand deep.
// gives: 200002
// limit: 60000000
let a = [];
for (let i = 0; i < 100000; i += 1) a = [a];
return JSON.stringify(a).length;
