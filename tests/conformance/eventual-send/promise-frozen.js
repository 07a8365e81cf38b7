// spec P6.12
// A handled promise is frozen and a plain promise otherwise.
// gives: true | true
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
log(Object.isFrozen(new HandledPromise(() => {})));
log(Object.getPrototypeOf(kit().promise) === Promise.prototype);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
