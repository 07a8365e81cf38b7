// spec P6.18
// A message to a promise of a subclass goes through its `then`.
// gives: P.then | t1 | t2 | m 1 | t3 | r ok m:1 | t4 | t5 | t6 | t7 | t8
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const clock = (n = 12) => { let i = 0; const step = () => { log(`t${i += 1}`); if (i < n) Promise.resolve().then(step); }; Promise.resolve().then(step); };
const obj = () => ({ m(...a) { log(`m ${a.join()}`); return `m:${a.join()}`; }, n() { log('n'); return 'n'; }, bad() { log('bad'); throw RangeError('bad'); }, async late() { log('late'); throw RangeError('late'); }, self() { return this; }, v: 7 });
class P extends Promise { then(a, b) { log('P.then'); return super.then(a, b) } } const p = P.resolve(obj());
watch('r', E(p).m(1));
clock(8);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
