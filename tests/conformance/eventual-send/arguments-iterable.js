// spec P6.11
// The list of arguments is anything that can be iterated.
// gives: m 1,2 | m x,y | m 1,2 | a ok m:1,2 | b ok m:x,y | c ok 1+2 | d ok m:1,2
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const obj = () => ({ m(...a) { log(`m ${a.join()}`); return `m:${a.join()}`; }, n() { log('n'); return 'n'; }, bad() { log('bad'); throw RangeError('bad'); }, async late() { log('late'); throw RangeError('late'); }, self() { return this; }, v: 7 });
watch('a', HandledPromise.applyMethod(obj(), 'm', new Set([1, 2])));
watch('b', HandledPromise.applyMethod(obj(), 'm', 'xy'));
watch('c', HandledPromise.applyFunction((...a) => a.join('+'), (function* () { yield 1; yield 2 })()));
watch('d', HandledPromise.applyMethod(obj(), 'm', new Map([[1, 2]])));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
