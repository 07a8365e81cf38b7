// spec M5
// JSON with the widest indent, deep.
// ends: memory limit
// limit: 60000000
let a = [];
for (let i = 0; i < 3000; i += 1) a = [a, a.length];
return JSON.stringify([a, a, a, a, a, a, a, a], null, 10).length;
