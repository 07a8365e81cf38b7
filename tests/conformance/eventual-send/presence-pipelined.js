// spec P6.13
// Messages to results that are presences go on in the same turn.
// gives: a | b | c | t1 | t2 | t ok true | t3 | t4 | t5 | t6
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const clock = (n = 12) => { let i = 0; const step = () => { log(`t${i += 1}`); if (i < n) Promise.resolve().then(step); }; Promise.resolve().then(step); };
const b = kit();
const o = b.withPresence({ applyMethod(t, k) { log(k); return o } });
watch('t', E(E(E(o).a()).b()).c().then(v => v === o));
clock(6);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
