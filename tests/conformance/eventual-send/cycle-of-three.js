// spec P6.12
// So are three of them.
// gives: c TypeError | b TypeError | a TypeError
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const a = kit();
const b = kit();
const c = kit(); a.resolve(b.promise); b.resolve(c.promise); c.resolve(a.promise); a.promise.catch(e => log('a ' + e.name)); b.promise.catch(e => log('b ' + e.name)); c.promise.catch(e => log('c ' + e.name));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
