// spec P6.13
// Messages to a promise for a presence do not wait.
// gives: b.applyMethod y [2] +2 | t1 | s ok b:y() | t2 | t3 | t4 | t5 | t6
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const clock = (n = 12) => { let i = 0; const step = () => { log(`t${i += 1}`); if (i < n) Promise.resolve().then(step); }; Promise.resolve().then(step); };
const handler = name => ({
  get(t, k, ...r) { log(`${name}.get ${String(k)} +${r.length}`); return `${name}:${String(k)}`; },
  applyMethod(t, k, a, ...r) { log(`${name}.applyMethod ${String(k)} ${JSON.stringify(a)} +${r.length}`); return `${name}:${String(k)}()`; },
  applyFunction(t, a, ...r) { log(`${name}.applyFunction ${JSON.stringify(a)} +${r.length}`); return `${name}()`; },
});
const a = kit(handler('a'));
const b = kit(); b.withPresence(handler('b')); a.resolve(b.promise);
watch('s', E(a.promise).y(2));
clock(6);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
