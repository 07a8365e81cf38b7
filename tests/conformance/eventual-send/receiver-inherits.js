// spec P6.17
// An object that inherits from a proxy is the receiver it seems to be.
// gives: r ok ok
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const o = Object.create(E({ foo() { return 'ok' } }));
watch('r', o.foo());
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
