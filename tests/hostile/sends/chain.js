// spec P6.10
// Ten thousand promises, each resolved to the next, and a message to each of them.
// gives: 10000
// limit: 1000000000
const kit = () => { let resolve; const promise = new HandledPromise(r => { resolve = r; }); return { promise, resolve }; };
const all = Array.from({ length: 10_000 }, kit);
for (let i = 1; i < all.length; i += 1) all[i - 1].resolve(all[i].promise);
let count = 0;
for (const { promise } of all) E.sendOnly(promise).m();
all.at(-1).resolve({ m() { count += 1; } });
await E(all[0].promise).m();
return count - 1;
