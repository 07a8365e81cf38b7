// spec M6
// A getter that replaces itself with one that does the same.
// ends: stack limit
const o = {};
const lay = () => Object.defineProperty(o, 'x', { configurable: true, get() { lay(); return o.x; } });
lay();
return o.x;
