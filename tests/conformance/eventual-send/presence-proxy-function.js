// spec P6.13
// A presence may be a proxy that can be called.
// gives: applied | h.applyFunction [2] +2 | h()
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const handler = name => ({
  get(t, k, ...r) { log(`${name}.get ${String(k)} +${r.length}`); return `${name}:${String(k)}`; },
  applyMethod(t, k, a, ...r) { log(`${name}.applyMethod ${String(k)} ${JSON.stringify(a)} +${r.length}`); return `${name}:${String(k)}()`; },
  applyFunction(t, a, ...r) { log(`${name}.applyFunction ${JSON.stringify(a)} +${r.length}`); return `${name}()`; },
});
const k = kit();
const a = k.withPresence(handler('h'), { proxy: { handler: { apply() { return 'applied' } }, target: () => 1 } });
log(a());
log(await E(a)(2));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
