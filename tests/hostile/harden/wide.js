// spec E11.1
// An array of twenty thousand objects.
// gives: true
const a = Array.from({ length: 20000 }, () => ({}));
harden(a);
return a.every(Object.isFrozen);
