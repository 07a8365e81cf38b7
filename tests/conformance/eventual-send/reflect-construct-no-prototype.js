// spec P6.12
// Without a prototype in `newTarget` it is that of promises.
// gives: true
const lines = []; const log = text => { lines.push(String(text)); };
function F() {} F.prototype = null;
const p = Reflect.construct(HandledPromise, [r => r(1)], F);
log(Object.getPrototypeOf(p) === Promise.prototype);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
