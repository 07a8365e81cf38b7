// spec E11.6
// Entries of maps and sets are no properties.
// gives: [true,false,3,2]
const m = harden(new Map([[1, {}]]));
m.set(2, {}).set(3, {});
const s = harden(new Set([1]));
s.add(2);
return [Object.isFrozen(m), Object.isFrozen(m.get(1)), m.size, s.size];
