// spec M6
// Well-formed JSON text, a hundred thousand deep.
// gives: 100000
// limit: 60000000
let a = JSON.parse('['.repeat(1e5) + ']'.repeat(1e5));
let n = 0;
for (; a; a = a[0]) n += 1;
return n;
