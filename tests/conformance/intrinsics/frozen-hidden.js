// spec E1
// Intrinsics that only syntax leads to are frozen.
// gives: []
const up = value => Object.getPrototypeOf(value);
const hidden = {
  generatorFunction: up(function* () {}), generator: up(up((function* () {})())), asyncGeneratorFunction: up(async function* () {}),
  asyncGenerator: up(up((async function* () {})())), asyncIterator: up(up(up((async function* () {})()))), asyncFunction: up(async () => {}),
  arrayIterator: up([].values()), mapIterator: up(new Map().keys()), setIterator: up(new Set().keys()), stringIterator: up(''[Symbol.iterator]()),
  matches: up('a'.matchAll(/a/g)), helper: up([].values().map(x => x)), wrapped: up(Iterator.from({ next() {} })), iterator: up(up([].values())),
  typedArray: up(Int8Array), typedArrayPrototype: up(Int8Array.prototype),
  unscopables: Array.prototype[Symbol.unscopables],
};
const soft = [];
for (const [name, object] of Object.entries(hidden)) {
  if (!Object.isFrozen(object)) soft.push(name);
  for (const key of Reflect.ownKeys(object)) {
    const { value, get, set } = Object.getOwnPropertyDescriptor(object, key);
    for (const part of [value, get, set]) if (Object(part) === part && !Object.isFrozen(part)) soft.push(`${name} ${String(key)}`);
  }
}
return soft;
