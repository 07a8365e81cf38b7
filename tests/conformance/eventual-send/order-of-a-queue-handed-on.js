// spec P6.10
// Messages that waited at promises which are resolved to each other arrive in the order each promise got them.
// gives: a1 a2 a3 b1 b2 b3 b4 b5 a4
const log = [];
const kit = () => { let resolve; const promise = new HandledPromise(r => { resolve = r; }); return { promise, resolve }; };
const [a, b] = [kit(), kit()];
for (const n of [1, 2, 3]) E(a.promise).m(`a${n}`);
for (const n of [1, 2]) E(b.promise).m(`b${n}`);
await null;
b.resolve(a.promise);
for (const n of [3, 4, 5]) E(b.promise).m(`b${n}`);
E(a.promise).m('a4');
await null;
a.resolve({ m(text) { log.push(text); } });
for (let i = 0; i < 10; i += 1) await null;
return log.join(' ');
