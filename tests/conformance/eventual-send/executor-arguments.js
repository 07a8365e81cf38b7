// spec P6.12
// An executor gets three functions.
// gives: function 1 resolveHandled false,function 1 rejectHandled false,function 0 resolveWithPresence false
const lines = []; const log = text => { lines.push(String(text)); };
new HandledPromise((...a) => log(a.map(x => `${typeof x} ${x.length} ${x.name} ${Object.isFrozen(x)}`).join()));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
