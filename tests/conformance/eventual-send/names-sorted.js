// spec P6.11
// Names in errors are sorted, symbols first.
// gives: a no TypeError: target has no method "nope", has ["[Symbol(y)]","[Symbol(z)]","10","9","a","b"]
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
watch('a', E({ b() {}, a() {}, [Symbol.for('z')]() {}, 10() {}, 9() {}, c: 1, [Symbol('y')]() {} }).nope());
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
