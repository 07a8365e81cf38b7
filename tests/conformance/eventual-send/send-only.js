// spec P6.11
// Sends without a reply give `undefined`, and failures are silent.
// gives: undefined | undefined | m 1 | called | bad
const lines = []; const log = text => { lines.push(String(text)); };
const obj = () => ({ m(...a) { log(`m ${a.join()}`); return `m:${a.join()}`; }, n() { log('n'); return 'n'; }, bad() { log('bad'); throw RangeError('bad'); }, async late() { log('late'); throw RangeError('late'); }, self() { return this; }, v: 7 });
log(E.sendOnly(obj()).m(1));
log(E.sendOnly(() => log('called'))());
E.sendOnly(obj()).bad();
E.sendOnly(obj()).nope();
E.sendOnly(5)();
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
