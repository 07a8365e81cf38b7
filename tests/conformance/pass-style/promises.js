// spec V1.7
// A promise is a plain one.
// gives: ["promise","Error","Error","Error","promise"]
const pass = await import('@endo/pass-style');
const look = make => { try { return pass.passStyleOf(make()) } catch (e) { return e.name } };
return [() => harden(Promise.resolve()), () => Promise.resolve(), () => harden(Object.assign(Promise.resolve(), { a: 1 })), () => harden(new (class P extends Promise {})(() => {})), () => harden(Object.defineProperty(Promise.resolve(), Symbol.toStringTag, { value: 't' }))].map(look);
