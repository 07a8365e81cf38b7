// spec P6.11
// Names become strings.
// gives: a ok one | b ok nul | c ok und | d ok 4
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const o = { 1() { return 'one' }, null() { return 'nul' }, undefined() { return 'und' } };
watch('a', HandledPromise.applyMethod(o, 1, []));
watch('b', HandledPromise.applyMethod(o, null, []));
watch('c', HandledPromise.applyMethod(o, undefined, []));
watch('d', HandledPromise.get({ '[object Object]': 4 }, {}));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
