// spec E1
// Everything that can be reached from the global object is frozen.
// gives:
const seen = new Set();
const loose = [];
const walk = (value, path) => {
  if (Object(value) !== value || seen.has(value)) return;
  seen.add(value);
  if (!Object.isFrozen(value)) loose.push(path);
  walk(Object.getPrototypeOf(value), `${path}.[[Prototype]]`);
  for (const key of Reflect.ownKeys(value)) {
    const d = Object.getOwnPropertyDescriptor(value, key);
    walk(d.value, `${path}.${String(key)}`);
    walk(d.get, `${path}.get ${String(key)}`);
    walk(d.set, `${path}.set ${String(key)}`);
  }
};
walk(globalThis, 'globalThis');
walk(Object.getPrototypeOf(function* () {}), 'generator');
walk(Object.getPrototypeOf(async function* () {}), 'async generator');
walk(Object.getPrototypeOf([].values()), 'iterator');
return loose.join();
