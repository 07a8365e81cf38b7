// spec P6.13
// A presence may be a proxy.
// gives: 5 | true | h.applyMethod x [1] +2 | h:x() | then,foo
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const handler = name => ({
  get(t, k, ...r) { log(`${name}.get ${String(k)} +${r.length}`); return `${name}:${String(k)}`; },
  applyMethod(t, k, a, ...r) { log(`${name}.applyMethod ${String(k)} ${JSON.stringify(a)} +${r.length}`); return `${name}:${String(k)}()`; },
  applyFunction(t, a, ...r) { log(`${name}.applyFunction ${JSON.stringify(a)} +${r.length}`); return `${name}()`; },
});
const k = kit();
const traps = [];
const a = k.withPresence(handler('h'), { proxy: { handler: { get(t, p) { traps.push(String(p)); return 5 } }, target: {} } });
log(a.foo);
log(await k.promise === a);
log(await E(a).x(1));
log([...new Set(traps)].join());
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
