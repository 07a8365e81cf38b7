// spec P6.14
// The promise of a presence is always the same.
// gives: true | true | true
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const handler = name => ({
  get(t, k, ...r) { log(`${name}.get ${String(k)} +${r.length}`); return `${name}:${String(k)}`; },
  applyMethod(t, k, a, ...r) { log(`${name}.applyMethod ${String(k)} ${JSON.stringify(a)} +${r.length}`); return `${name}:${String(k)}()`; },
  applyFunction(t, a, ...r) { log(`${name}.applyFunction ${JSON.stringify(a)} +${r.length}`); return `${name}()`; },
});
const k = kit();
const a = k.withPresence(handler('h'));
log(HandledPromise.resolve(a) === k.promise);
log(E.resolve(a) === k.promise);
log(HandledPromise.resolve(k.promise) === k.promise);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
