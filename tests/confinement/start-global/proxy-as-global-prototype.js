// spec E8.4
// A proxy as the prototype of the compartment's global object.
// gives: confined
const got = [];
try {
  Object.setPrototypeOf(globalThis, new Proxy(Object.prototype, {
    get: (t, key, receiver) => { got.push(receiver); return Reflect.get(t, key, receiver); },
    has: (t, key) => { got.push(t); return Reflect.has(t, key); },
    set: (t, key, value, receiver) => { got.push(receiver); return Reflect.set(t, key, value, receiver); },
  }));
} catch (e) { got.push(e); }
try { got.push((0, eval)('typeof anything')); globalThis.fresh = 1; } catch (e) { got.push(e); }
return got;
