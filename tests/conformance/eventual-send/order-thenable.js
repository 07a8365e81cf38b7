// spec P6.10
// Messages keep their order through an object with `then`.
// gives: then | t1 | m 1 | m 2 | t2 | r ok m:1 | s ok m:2 | t3 | t4 | t5 | t6
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const clock = (n = 12) => { let i = 0; const step = () => { log(`t${i += 1}`); if (i < n) Promise.resolve().then(step); }; Promise.resolve().then(step); };
const obj = () => ({ m(...a) { log(`m ${a.join()}`); return `m:${a.join()}`; }, n() { log('n'); return 'n'; }, bad() { log('bad'); throw RangeError('bad'); }, async late() { log('late'); throw RangeError('late'); }, self() { return this; }, v: 7 });
const a = kit();
watch('r', E(a.promise).m(1)); a.resolve({ then(r) { log('then'); r(obj()) } });
watch('s', E(a.promise).m(2));
clock(6);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
