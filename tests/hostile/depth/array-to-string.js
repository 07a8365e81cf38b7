// spec M6
// The text of arrays in arrays, a hundred thousand deep.
// ends: stack limit
// limit: 60000000
let a = [];
for (let i = 0; i < 100000; i += 1) a = [a];
return `${a}`.length;
