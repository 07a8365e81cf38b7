// spec P6.12
// A promise resolved to itself is rejected.
// gives: TypeError
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const a = kit(); a.resolve(a.promise); a.promise.catch(e => log(e.name));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
