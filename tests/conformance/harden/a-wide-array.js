// spec E11.8
// An array of two hundred thousand elements is hardened in one crank.
// gives: [true,200000]
const a = [];
for (let i = 0; i < 2e5; i += 1) a.push(i);
harden(a);
return [Object.isFrozen(a), a.length];
