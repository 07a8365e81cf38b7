// spec E2
// This holds for every property of every prototype.
// gives: []
const prototypes = [Object, Function, Array, Promise, Map, Set, WeakMap, WeakSet, Date, RegExp, Error, TypeError, RangeError, AggregateError, String, Number, Boolean, Symbol, BigInt, ArrayBuffer, DataView, Uint8Array, Object.getPrototypeOf(Int8Array), Iterator]
  .map(kind => kind.prototype);
const up = value => Object.getPrototypeOf(value);
prototypes.push(up(function* () {}), up(async () => {}), up(async function* () {}), up([].values()), up(new Map().keys()), up([].values().map(x => x)), Math, JSON, Reflect, Object, Array, Promise);
const wrong = [];
for (const prototype of prototypes) {
  for (const key of Reflect.ownKeys(prototype)) {
    if (!('value' in Object.getOwnPropertyDescriptor(prototype, key))) continue;
    const heir = Object.create(prototype);
    try {
      heir[key] = 'own';
      if (!Object.hasOwn(heir, key) || heir[key] !== 'own') wrong.push(String(key));
    } catch (e) { wrong.push(`${String(key)} ${e.message}`); }
  }
}
return wrong;
