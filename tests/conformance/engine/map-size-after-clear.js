// spec E18.1
// After a clear during an iteration the size counts what is there.
// gives: [0,1,false,true]
const m = new Map([[1, 1], [2, 2]]);
const it = m[Symbol.iterator]();
it.next();
m.clear();
const sizes = [m.size];
m.set('a', 1);
sizes.push(m.size, m.has(1), m.has('a'));
return sizes;
