// spec E18.1
// What is added after a clear is visited by an iteration under way.
// gives: [{"value":4,"done":false},{"done":true}]
const m = new Map([[1, 1], [2, 2], [3, 3]]);
const it = m.keys();
it.next();
m.clear();
m.set(4, 4);
return [it.next(), it.next()];
