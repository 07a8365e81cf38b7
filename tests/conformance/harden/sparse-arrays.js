// spec E11.1
// Elements far apart are frozen too, with the accessors among them.
// gives: [true,true,true,"TypeError"]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const a = [];
a[1000] = {};
a[5] = {};
Object.defineProperty(a, 7, { get() { return 1; }, configurable: true, enumerable: true });
harden(a);
return [Object.isFrozen(a), Object.isFrozen(a[1000]), Object.isFrozen(a[5]), attempt(() => { a[6] = 1; })];
