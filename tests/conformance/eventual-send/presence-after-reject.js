// spec P6.13
// `resolveWithPresence` of a rejected promise gives `null`.
// gives: null
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const k = kit(); k.reject(1);
log(k.withPresence({})); k.promise.catch(() => {});
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
