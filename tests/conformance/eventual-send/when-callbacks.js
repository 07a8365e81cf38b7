// spec P6.14
// `E.when` takes callbacks as `then` does.
// gives: a ok 6 | b ok x | c ok 5 | d no not an error: 1 | e no RangeError: in
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
watch('a', E.when(5, v => v + 1));
watch('b', E.when(Promise.reject(RangeError('x')), undefined, e => e.message));
watch('c', E.when(5, 'notfn'));
watch('d', E.when(Promise.reject(1), 5, 6));
watch('e', E.when(3, () => { throw RangeError('in') }));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
