// spec P6.16
// A hundred thousand rejections that are caught, the last first.
// gives: 100000
// prints: nothing
const all = Array.from({ length: 100_000 }, (_, i) => Promise.reject(i));
let caught = 0;
for (const promise of all.reverse()) promise.catch(() => { caught += 1; });
await null;
await null;
return caught;
