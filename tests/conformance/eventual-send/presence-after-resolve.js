// spec P6.13
// `resolveWithPresence` of a resolved promise gives what it was resolved to.
// gives: true
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const t = { a: 1 };
const k = kit(); k.resolve(t);
log(k.withPresence({}) === t);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
