// spec E8.2
// They refuse what is no compartment.
// gives: 7
const names = ['evaluate', 'import', 'importNow', 'load', 'module'];
let n = 0;
for (const name of names) {
  try { const r = Compartment.prototype[name].call({}, 'x'); await r; } catch (e) { if (e instanceof TypeError) n += 1; }
}
for (const name of ['globalThis', 'name']) {
  try { Reflect.get(Compartment.prototype, name, {}); } catch (e) { if (e instanceof TypeError) n += 1; }
}
return n;
