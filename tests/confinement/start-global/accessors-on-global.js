// spec E8.4
// Accessors on the compartment's global object, and what they are read with.
// gives: confined
const got = [];
Object.defineProperty(globalThis, 'trap', { configurable: true, get() { got.push(this); return 1; }, set(v) { got.push(this, v); } });
(0, eval)('trap; trap = 2; typeof trap');
read(globalThis, 'trap');
return got;
