// spec P6.16
// A message without a reply is enough to have heard.
// gives: 
// prints: nothing
const lines = []; const log = text => { lines.push(String(text)); };
const p = Promise.reject(RangeError('quiet'));
E.sendOnly(p).foo();
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
