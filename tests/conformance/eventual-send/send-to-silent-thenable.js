// spec P6.18
// A message to an object whose `then` gives nothing waits for ever.
// gives: then | waits
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const ticks = async n => { for (let i = 0; i < n; i += 1) await null; };
watch('r', E({ then(r) { log('then'); }, m() { return 'direct' } }).m(1));
await ticks(10);
log('waits');
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
