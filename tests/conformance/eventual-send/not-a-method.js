// spec P6.11
// A property that is no method rejects with its type.
// gives: a no Error: invoked method "v" is not a function; it is a "number" | b no Error: invoked method "x" is not a function; it is a "string" | c no Error: invoked method "x" is not a function; it is a "null" | d no Error: invoked method "x" is not a function; it is a "object" | e no Error: invoked method "x" is not a function; it is a "bigint"
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const obj = () => ({ m(...a) { log(`m ${a.join()}`); return `m:${a.join()}`; }, n() { log('n'); return 'n'; }, bad() { log('bad'); throw RangeError('bad'); }, async late() { log('late'); throw RangeError('late'); }, self() { return this; }, v: 7 });
watch('a', E(obj()).v());
watch('b', E({ x: 'secret' }).x());
watch('c', E({ x: null }).x());
watch('d', E({ x: {} }).x());
watch('e', E({ x: 5n }).x());
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
