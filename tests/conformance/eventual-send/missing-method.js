// spec P6.11
// A missing method rejects with the names of those there are.
// gives: a no TypeError: target has no method "zip", has ["bad","late","m","n","self"] | b no TypeError: target has no method "zip", has [] | c no TypeError: target has no method "bar", has ["__getMethodNames__","foo"]
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const obj = () => ({ m(...a) { log(`m ${a.join()}`); return `m:${a.join()}`; }, n() { log('n'); return 'n'; }, bad() { log('bad'); throw RangeError('bad'); }, async late() { log('late'); throw RangeError('late'); }, self() { return this; }, v: 7 });
watch('a', E(obj()).zip(1));
watch('b', E({}).zip());
watch('c', E(Far('x', { foo() {} })).bar());
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
