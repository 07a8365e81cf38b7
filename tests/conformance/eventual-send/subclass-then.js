// spec P6.12
// What `then` of a subclass derives is of the subclass.
// gives: true | true | 4
const lines = []; const log = text => { lines.push(String(text)); };
class X extends HandledPromise {}
const x = new X(r => r(3));
const y = x.then(v => v + 1);
log(y instanceof X);
log(Object.isFrozen(y));
log(await y);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
