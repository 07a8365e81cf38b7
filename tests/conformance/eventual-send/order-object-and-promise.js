// spec P6.18
// An object and a fulfilled promise for it are equally near.
// gives: m 1 | m 2 | m 3
const lines = []; const log = text => { lines.push(String(text)); };
const obj = () => ({ m(...a) { log(`m ${a.join()}`); return `m:${a.join()}`; }, n() { log('n'); return 'n'; }, bad() { log('bad'); throw RangeError('bad'); }, async late() { log('late'); throw RangeError('late'); }, self() { return this; }, v: 7 });
const o = obj();
E(o).m(1);
E(Promise.resolve(o)).m(2);
E(o).m(3);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
