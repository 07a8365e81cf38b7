// spec P6.14
// `E.when` calls back in the next turn.
// gives: sync | w | p | t1 | t2 | t3 | t4
const lines = []; const log = text => { lines.push(String(text)); };
const clock = (n = 12) => { let i = 0; const step = () => { log(`t${i += 1}`); if (i < n) Promise.resolve().then(step); }; Promise.resolve().then(step); };
E.when(1, () => log('w')); Promise.resolve().then(() => log('p'));
log('sync');
clock(4);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
