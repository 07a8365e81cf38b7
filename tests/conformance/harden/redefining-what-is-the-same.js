// spec E11.1
// A property of a hardened object can be defined as what it is, and as nothing else.
// gives: [1,"TypeError","TypeError",[1,2]]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const a = harden([1, 2]);
Object.defineProperty(a, 0, { value: 1 });
return [a[0], attempt(() => Object.defineProperty(a, 0, { value: 2 })), attempt(() => Object.defineProperty(a, 0, { enumerable: false })), a];
