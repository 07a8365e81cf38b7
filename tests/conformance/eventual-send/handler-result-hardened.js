// spec P6.15
// What a handler gives is hardened.
// gives: true
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const o = { a: {} };
const k = kit({ applyMethod() { return o } });
await E(k.promise).x();
log(Object.isFrozen(o.a));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
