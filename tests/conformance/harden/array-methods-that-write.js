// spec E11.1
// Methods that would change a hardened array throw, and change nothing.
// gives: [["TypeError","TypeError","TypeError","TypeError","TypeError","TypeError","TypeError","TypeError"],[3,1,2]]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const a = harden([3, 1, 2]);
return [['pop', 'shift', 'sort', 'reverse', 'fill', 'copyWithin', 'unshift', 'splice'].map(name => attempt(() => a[name](0, 1))), a];
