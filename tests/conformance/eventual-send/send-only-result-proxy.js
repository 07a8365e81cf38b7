// spec P6.11
// It is not even asked.
// gives: 
const lines = []; const log = text => { lines.push(String(text)); };
E.sendOnly(() => new Proxy({}, { preventExtensions() { log('asked'); return false } }))();
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
