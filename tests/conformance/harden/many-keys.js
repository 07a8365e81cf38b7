// spec E11.1
// An object of two thousand keys is frozen in all of them.
// gives: [true,"TypeError"]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const o = {};
for (let i = 0; i < 2000; i += 1) o[`k${i}`] = { i };
harden(o);
return [Object.values(o).every(Object.isFrozen), attempt(() => { o.k1999 = 1; })];
