// spec M5
// An array that only claims to be long.
// gives: 4294967295
const a = new Array(2 ** 32 - 1);
a[2 ** 32 - 2] = 1;
return a.length;
