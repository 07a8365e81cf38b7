// spec P6.13
// A presence can be made without any handler.
// gives: object | true
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const k = kit();
const a = k.withPresence();
log(typeof a);
log(await k.promise === a);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
