// spec E8.6
// `__proto__`, `__lookupGetter__` and `__defineGetter__` on what is shared.
// gives: confined
const got = [];
for (const o of [globalThis, call, shared, shared.run, Compartment, Object.prototype]) {
  try { got.push(o.__proto__, o.__lookupGetter__('globalThis'), o.__lookupGetter__('x')); o.__defineGetter__('y', () => 1); } catch (e) { got.push(e); }
}
return got;
