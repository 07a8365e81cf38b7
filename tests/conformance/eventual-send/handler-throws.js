// spec P6.15
// What a handler throws rejects the result.
// gives: m no RangeError: h | g no not an error: str
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const k = kit({ applyMethod() { throw RangeError('h') }, get() { throw 'str' } });
watch('m', E(k.promise).x());
watch('g', E.get(k.promise).x);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
