// spec E4.4
// No property of an intrinsic is enumerable but the static methods of HandledPromise.
// gives: []
const seen = new Set(Object.getOwnPropertyNames(globalThis).filter(name => !['console', 'assert', 'globalThis', 'HandledPromise'].includes(name)).map(name => globalThis[name]).filter(value => Object(value) === value));
const wrong = [];
for (const value of seen) {
  for (const key of Reflect.ownKeys(value)) {
    const found = Object.getOwnPropertyDescriptor(value, key);
    if (found.enumerable && value !== Array.prototype[Symbol.unscopables]) wrong.push(`${value.name} ${String(key)}`);
    for (const part of [found.value, found.get, found.set]) if (Object(part) === part) seen.add(part);
  }
}
return wrong;
