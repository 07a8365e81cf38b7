// spec M5, M6
// Every built-in function is called and constructed with everything that it does not expect.
// gives: done
// limit: 60000000
const seen = new Set();
const functions = [];
const walk = value => {
  if (Object(value) !== value || seen.has(value)) return;
  seen.add(value);
  if (typeof value === 'function') functions.push(value);
  walk(Object.getPrototypeOf(value));
  for (const d of Object.values(Object.getOwnPropertyDescriptors(value))) { walk(d.value); walk(d.get); walk(d.set); }
};
walk(globalThis);
const odd = [undefined, null, -0, NaN, 2 ** 53, 'x', Symbol.iterator, 1n, {}, [], () => {}, new Proxy({}, {}), new Uint8Array(3), /a/g, new Map()];
for (const f of functions) {
  for (const x of odd) {
    for (const y of [undefined, -1, {}, () => 1]) {
      try { Reflect.apply(f, x, [y, x]); } catch (e) { typeof e; }
    }
    try { Reflect.construct(f, [x]); } catch (e) { typeof e; }
    try { Reflect.construct(Object, [x], f); } catch (e) { typeof e; }
  }
}
return 'done';
