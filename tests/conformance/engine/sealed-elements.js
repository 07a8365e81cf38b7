// spec E18.18
// A sealed element keeps its attributes through every change that is let through, and can be frozen later.
// gives: [[5,true,true,false],[6,true,true,false],[6,false,true,false],"TypeError","TypeError",[7,false,true,false],true]
const show = a => { const { value, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(a, 0); return [value, writable, enumerable, configurable]; };
const attempt = f => { try { f(); return 'did'; } catch (error) { return error.name; } };
const a = Object.seal([1, {}, 2.5]);
a[0] = 5;
const seen = [show(a)];
Object.defineProperty(a, 0, { value: 6, writable: true, enumerable: true, configurable: false });
seen.push(show(a));
Object.defineProperty(a, 0, { writable: false });
seen.push(show(a));
seen.push(attempt(() => { a[0] = 7; }), attempt(() => Object.defineProperty(a, 0, { enumerable: false })));
const b = Object.freeze(Object.seal([7, 8]));
return [...seen, show(b), Object.isFrozen(b)];
