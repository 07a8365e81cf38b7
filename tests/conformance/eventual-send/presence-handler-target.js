// spec P6.15
// A presence's handler gets the presence.
// gives: true | true
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const h = { applyMethod(t, k, a, r) { log(t === o);
log(r === res); return 1 } };
const p = kit();
const o = p.withPresence(h);
const res = E(p.promise).x();
await res;
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
