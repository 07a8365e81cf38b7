// spec E1
// Everything that the global object leads to is frozen.
// gives: [[],true]
const seen = new Set([globalThis]), soft = [];
for (const value of seen) {
  if (!Object.isFrozen(value)) soft.push(String(value.name ?? value));
  const parts = Reflect.ownKeys(value).flatMap(key => Object.values(Object.getOwnPropertyDescriptor(value, key)));
  for (const part of [...parts, Object.getPrototypeOf(value)]) if (Object(part) === part) seen.add(part);
}
return [soft, seen.size > 500];
