// spec E11.1
// Cycles are no obstacle.
// gives: [true,true,true]
const a = { name: 'a' };
const b = [a];
a.b = b;
b.push(b);
a.self = a;
harden(a);
return [Object.isFrozen(a), Object.isFrozen(b), a.b[0] === a];
