// spec E18.11
// A property that became a getter is called.
// gives: 7
const get = o => o.x;
const a = { x: 1 };
const b = Object.create(a);
get(b);
Object.defineProperty(a, 'x', { get() { return 7; } });
return get(b);
