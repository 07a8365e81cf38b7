// spec E18.11
// And refused by a frozen array.
// gives: ["TypeError",3]
const set = (a, n) => { a.length = n; };
const a = [1, 2, 3];
set(a, 3);
Object.freeze(a);
try { set(a, 0); } catch (e) { return [e.name, a.length]; }
