// spec P6.16
// Nor that of a promise that was handed on.
// gives: caught
// prints: nothing
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const k = kit();
const j = kit();
E(j.promise).m().catch(() => log('caught')); j.resolve(k.promise); k.reject(RangeError('x'));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
