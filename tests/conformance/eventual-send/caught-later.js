// spec P6.16
// A rejection that is caught in the same crank is not reported.
// gives: late
// prints: nothing
const lines = []; const log = text => { lines.push(String(text)); };
const ticks = async n => { for (let i = 0; i < n; i += 1) await null; };
const p = Promise.reject(RangeError('x'));
await ticks(5); p.catch(() => log('late'));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
