// spec P6.11
// What a receiver returns for no reply is not hardened.
// gives: false
const lines = []; const log = text => { lines.push(String(text)); };
const ticks = async n => { for (let i = 0; i < n; i += 1) await null; };
const r = {};
E.sendOnly(() => r)();
await ticks(4);
log(Object.isFrozen(r));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
