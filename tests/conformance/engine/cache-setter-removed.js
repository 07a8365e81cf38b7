// spec E18.11
// A setter that was taken away is missed.
// gives: TypeError
const set = (o, v) => { o.x = v; };
const o = {};
Object.defineProperty(o, 'x', { get() {}, set(v) {}, configurable: true });
set(o, 1);
Object.defineProperty(o, 'x', { get() {}, set: undefined, configurable: true });
try { set(o, 2); } catch (e) { return e.name; }
