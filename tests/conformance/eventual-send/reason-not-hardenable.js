// spec P6.11
// A reason that cannot be hardened is replaced by the reason why.
// gives: r no RangeError: no
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
watch('r', E(() => { throw new Proxy({}, { preventExtensions() { throw RangeError('no') } }) })());
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
