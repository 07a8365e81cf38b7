// spec P6.13
// A second `resolveWithPresence` gives the same presence.
// gives: true | null | false | true
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const k = kit();
const a = k.withPresence({});
log(a === k.withPresence({}));
log(Object.getPrototypeOf(a));
log(Object.isFrozen(a));
log(await k.promise === a);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
