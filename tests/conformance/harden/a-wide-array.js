// spec E11.8
// An array of a million elements is hardened in one crank.
// gives: [true,1000000]
const a = [];
for (let i = 0; i < 1e6; i += 1) a.push(i);
harden(a);
return [Object.isFrozen(a), a.length];
