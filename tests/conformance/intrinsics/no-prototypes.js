// spec E4.4
// Methods have no `prototype` and cannot be constructed.
// gives: [[],"TypeError","TypeError"]
const holders = [Object, Array, Math, JSON, Reflect, Promise, Date, String, Uint8Array, ArrayBuffer, Iterator, Object.prototype, Array.prototype, String.prototype, Date.prototype, Uint8Array.prototype, ArrayBuffer.prototype, Map.prototype, globalThis];
const wrong = holders.flatMap(holder => Reflect.ownKeys(holder).filter(key => {
  const { value } = Object.getOwnPropertyDescriptor(holder, key);
  return typeof value === 'function' && !/^[A-Z]/.test(value.name) && Object.hasOwn(value, 'prototype');
}).map(String));
const attempt = f => { try { return typeof new f(); } catch (e) { return e.name; } };
return [wrong, attempt(escape), attempt('x'.substr)];
