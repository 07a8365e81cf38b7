// spec P6.18
// Messages and reactions take turns as they were made.
// gives: p1 | m 1 | p2 | m 2
const lines = []; const log = text => { lines.push(String(text)); };
const obj = () => ({ m(...a) { log(`m ${a.join()}`); return `m:${a.join()}`; }, n() { log('n'); return 'n'; }, bad() { log('bad'); throw RangeError('bad'); }, async late() { log('late'); throw RangeError('late'); }, self() { return this; }, v: 7 });
const o = obj(); Promise.resolve().then(() => log('p1'));
E(o).m(1); Promise.resolve().then(() => log('p2'));
E(o).m(2);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
