// spec P6.10
// Three thousand messages that are handed on from promise to promise three thousand times.
// gives: true
// limit: 1000000000
const kit = () => { let resolve; const promise = new HandledPromise(r => { resolve = r; }); return { promise, resolve }; };
const all = Array.from({ length: 3_000 }, kit);
let last = -1, ordered = true;
for (let i = 0; i < 3_000; i += 1) E.sendOnly(all[0].promise).m(i);
await null;
for (let i = 1; i < all.length; i += 1) {
  E.sendOnly(all[i].promise).other();
  all[i - 1].resolve(all[i].promise);
}
all.at(-1).resolve({ m(i) { ordered &&= i === last + 1; last = i; }, other() {} });
await E(all[0].promise).m(3_000);
return ordered && last === 3_000;
