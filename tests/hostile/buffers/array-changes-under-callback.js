// spec M5
// An array shrinks and grows while every method goes over it.
// gives: done
const names = Reflect.ownKeys(Array.prototype).filter(name => typeof Array.prototype[name] === 'function' && name !== 'constructor');
for (const name of names) {
  const a = Array.from({ length: 100 }, (_, i) => i);
  const f = () => { a.length = 3; a[50] = 1; delete a[0]; return 0; };
  const o = { valueOf() { f(); return 1; }, toString() { f(); return 'x'; } };
  for (const args of [[f], [o], [o, o], [0, o], [o, 2, o], [f, o]]) {
    try { a[name](...args); } catch (e) { e.name; }
  }
}
return 'done';
