// spec E18.3
// Nor is a long chain of awaits.
// gives: 1000
const f = async n => n === 0 ? 0 : 1 + await f(n - 1);
return f(1000);
