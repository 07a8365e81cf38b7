// spec E11.8
// Arrays nested half a million deep are hardened in one crank.
// gives: [true,true]
const last = [];
let list = last;
for (let i = 0; i < 5e5; i += 1) list = [list];
harden(list);
return [Object.isFrozen(list), Object.isFrozen(last)];
