// spec P6.10
// What waited comes before what is sent after the resolution.
// gives: m 1 | m 2 | n | m 3
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const ticks = async n => { for (let i = 0; i < n; i += 1) await null; };
const obj = () => ({ m(...a) { log(`m ${a.join()}`); return `m:${a.join()}`; }, n() { log('n'); return 'n'; }, bad() { log('bad'); throw RangeError('bad'); }, async late() { log('late'); throw RangeError('late'); }, self() { return this; }, v: 7 });
const k = kit();
E(k.promise).m(1);
E(k.promise).m(2);
E(k.promise).n();
await ticks(2);
E(k.promise).m(3); k.resolve(obj());
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
