// spec E11.8
// A chain of a hundred thousand prototypes is hardened.
// gives: [true,true]
const last = { part: {} };
let o = last;
for (let i = 0; i < 1e5; i += 1) o = Object.create(o);
harden(o);
return [Object.isFrozen(last), Object.isFrozen(last.part)];
