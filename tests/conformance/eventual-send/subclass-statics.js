// spec P6.12
// Methods inherited from `Promise` make promises of the subclass.
// gives: false | true | 1,2 | true | 5
const lines = []; const log = text => { lines.push(String(text)); };
class X extends HandledPromise {}
log(X.resolve(3) instanceof X);
log(X.reject(3).catch(() => {}) instanceof X);
log(await X.all([1, Promise.resolve(2)]));
log(X.all([]) instanceof X);
log(await X.race([5]));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
