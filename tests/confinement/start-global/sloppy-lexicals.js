// spec E8.9, E8.10
// Scopes that are proxies.
// gives: confined
const got = [];
const scope = new Proxy({ a: 1 }, {
  get: (t, key, receiver) => { got.push(receiver, key); return Reflect.get(t, key); },
  has: (t, key) => { got.push(key); return true; },
  getOwnPropertyDescriptor: (t, key) => { got.push(key); return Reflect.getOwnPropertyDescriptor(t, key); },
});
const c = new Compartment();
for (const options of [{ __moduleShimLexicals__: scope }, { sloppyGlobalsMode: true, __moduleShimLexicals__: scope }, { sloppyGlobalsMode: true }]) {
  for (const text of ['a', 'this', 'free', 'typeof free', '(function () { return this; })()', 'free = 1, free']) {
    try { got.push(c.evaluate(text, options)); } catch (e) { got.push(e); }
  }
}
return got;
