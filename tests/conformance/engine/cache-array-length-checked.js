// spec E18.11
// And is checked.
// gives: ["RangeError",3]
const set = (a, n) => { a.length = n; };
const a = [1, 2, 3];
set(a, 3);
try { set(a, 'foo'); } catch (e) { return [e.name, a.length]; }
