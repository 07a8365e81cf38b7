// spec E18.3
// Ten thousand calls deep is no limit.
// gives: 10000
const f = n => n === 0 ? 0 : 1 + f(n - 1);
return f(10000);
