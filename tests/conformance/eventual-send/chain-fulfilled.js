// spec P6.13
// A chain of promises is fulfilled in few turns.
// gives: c | t1 | t2 | b | t3 | a | t4 | t5 | t6 | t7 | t8 | t9 | t10
const lines = []; const log = text => { lines.push(String(text)); };
const kit = h => { let a, b, c; const promise = new HandledPromise((x, y, z) => { a = x; b = y; c = z; }, h); return { promise, resolve: a, reject: b, withPresence: c }; };
const clock = (n = 12) => { let i = 0; const step = () => { log(`t${i += 1}`); if (i < n) Promise.resolve().then(step); }; Promise.resolve().then(step); };
const a = kit();
const b = kit();
const c = kit(); a.resolve(b.promise); b.resolve(c.promise); a.promise.then(() => log('a')); b.promise.then(() => log('b')); c.promise.then(() => log('c')); c.resolve(1);
clock(10);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
