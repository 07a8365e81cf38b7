// spec E9.23
// Hooks that throw what they like.
// gives: ["TypeError","TypeError","TypeError","TypeError","TypeError"]
const odd = [() => { throw 'text'; }, () => ({ get then() { throw Error('then'); } }), () => Promise.reject(), () => new Proxy({}, { get() { throw null; } }), () => Symbol('s')];
return Promise.all(odd.map(importHook => new Compartment({ __options__: true, importHook }).import('a').catch(error => error.name)));
