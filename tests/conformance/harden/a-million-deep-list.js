// spec E11.8
// A list of a million objects is hardened in one crank.
// gives: [true,true]
const last = {};
let list = last;
for (let i = 0; i < 1e6; i += 1) list = { list };
harden(list);
return [Object.isFrozen(list), Object.isFrozen(last)];
