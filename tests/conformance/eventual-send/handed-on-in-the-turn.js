// spec P6.10
// A message follows its promise to another handler.
// gives: b.applyMethod x [1] +1 | r ok b:x()
const lines = []; const log = text => { lines.push(String(text)); };
const err = e => e instanceof Error ? `${e.name}: ${e.message}` : `not an error: ${String(e)}`;
const str = v => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === null ? 'presence' : String(v);
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const watch = (name, p) => { p.then(v => log(`${name} ok ${str(v)}`), e => log(`${name} no ${err(e)}`)); return p; };
const handler = name => ({
  get(t, k, ...r) { log(`${name}.get ${String(k)} +${r.length}`); return `${name}:${String(k)}`; },
  applyMethod(t, k, a, ...r) { log(`${name}.applyMethod ${String(k)} ${JSON.stringify(a)} +${r.length}`); return `${name}:${String(k)}()`; },
  applyFunction(t, a, ...r) { log(`${name}.applyFunction ${JSON.stringify(a)} +${r.length}`); return `${name}()`; },
});
const a = kit(handler('a'));
const b = kit(handler('b'));
watch('r', E(a.promise).x(1)); a.resolve(b.promise);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
