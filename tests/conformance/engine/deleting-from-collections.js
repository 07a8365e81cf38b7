// spec E18.18
// A hundred thousand entries are deleted from the front, taken one by one, and cleared during an iteration.
// gives: [0,0,0,"0,1,2",1]
const map = new Map();
const set = new Set();
for (let i = 0; i < 1e5; i += 1) { map.set(i, i); set.add(i); }
for (let i = 0; i < 1e5; i += 1) { map.delete(i); set.delete(i); }
const queue = new Set();
for (let i = 0; i < 1e4; i += 1) queue.add(i);
while (queue.size > 0) queue.delete(queue.values().next().value);
const cleared = new Map([[-1, 0]]);
const iterator = cleared.keys();
iterator.next();
const seen = [];
for (let i = 0; i < 2e4; i += 1) {
  cleared.set(i, i);
  if (i < 3) seen.push(iterator.next().value);
  cleared.clear();
}
cleared.set('last', 1);
return [map.size, set.size, queue.size, seen.join(), cleared.size];
