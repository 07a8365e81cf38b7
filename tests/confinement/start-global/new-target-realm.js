// spec E8.6
// The prototype that is taken from the realm of a `new.target` of the vat.
// gives: confined
const targets = [call, read, shared.run, shared.greet, (() => {}).bind(), Proxy, Symbol, Math.max];
return targets.map(target => {
  try {
    const t = new Proxy(function () {}, { get: (_, key) => (key === 'prototype' ? null : target[key]), getPrototypeOf: () => Object.getPrototypeOf(target) });
    const o = Reflect.construct(Array, [], t);
    return [o, Object.getPrototypeOf(o), o.constructor, o.constructor.constructor];
  } catch (e) { return e; }
});
