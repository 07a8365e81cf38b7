// spec P6.16
// Twenty thousand rejections that are caught, the last first.
// gives: 20000
// limit: 1000000000
// prints: nothing
const all = Array.from({ length: 20_000 }, (_, i) => Promise.reject(i));
let caught = 0;
for (const promise of all.reverse()) promise.catch(() => { caught += 1; });
await null;
await null;
return caught;
