// spec P6.14
// A `then` of a subclass runs in a later turn.
// gives: false | P.then | t1 | t2 | r ok 3 | t3 | t4 | t5 | t6
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const clock = (n = 12) => { let i = 0; const step = () => { log(`t${i += 1}`); if (i < n) Promise.resolve().then(step); }; Promise.resolve().then(step); };
class P extends Promise { then(a, b) { log('P.then'); return super.then(a, b) } } const p = P.resolve(3);
const r = E.resolve(p);
log(r === p);
watch('r', r);
clock(6);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
