// spec P6.12
// The promise is of the class that `new` was called with, whose prototype is hardened.
// gives: true | foo | true | true | 3
const lines = []; const log = text => { lines.push(String(text)); };
class X extends HandledPromise { foo() { return 'foo' } }
const x = new X(r => r(3));
log(x instanceof X);
log(x.foo());
log(Object.isFrozen(X.prototype));
log(Object.isFrozen(x));
log(await x);
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
