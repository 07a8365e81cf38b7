// spec P6.12
// The prototype follows `newTarget`.
// gives: F | true | 1
const lines = []; const log = text => { lines.push(String(text)); };
function F() {} F.prototype = { tag: 'F', __proto__: Promise.prototype };
const p = Reflect.construct(HandledPromise, [r => r(1)], F);
log(p.tag);
log(Object.isFrozen(F.prototype));
log(await p);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
