// spec E1
// Assignment to every property of every intrinsic.
// gives: confined
const seen = new Set();
const walk = o => {
  if (Object(o) !== o || seen.has(o) || o === globalThis) return;
  seen.add(o);
  for (const key of Reflect.ownKeys(o)) {
    const d = Object.getOwnPropertyDescriptor(o, key);
    walk(d.value); walk(d.get); walk(d.set);
  }
  walk(Object.getPrototypeOf(o));
};
for (const key of Reflect.ownKeys(globalThis)) if (!['eval', 'Function', 'Compartment'].includes(key)) walk(globalThis[key]);
walk(shared); walk(function* () {}); walk(async () => {}); walk([].values()); walk(Compartment.prototype);
let n = 0;
for (const o of seen) {
  for (const key of [...Reflect.ownKeys(o), 'heyBuddy', Symbol.iterator, '0']) {
    try { o[key] = 'mine'; n += 1; } catch { }
    try { Reflect.set(o, key, 'mine'); } catch { }
    try { Object.defineProperty(o, key, { value: 'mine', configurable: true }); n += 1; } catch { }
    try { delete o[key]; } catch { }
  }
  try { Object.setPrototypeOf(o, null); } catch { }
  try { o.__proto__ = {}; } catch { }
  try { Object.preventExtensions(o); } catch { }
}
return n;
