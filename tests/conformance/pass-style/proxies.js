// spec V1.5
// A frozen proxy passes as what is behind it.
// gives: ["copyRecord","copyArray","Error","remotable","Error","error","copyRecord","copyRecord"]
const pass = await import('@endo/pass-style');
const look = make => { try { return pass.passStyleOf(make()) } catch (e) { return e.name } };
return [() => harden(new Proxy({ a: 1 }, {})), () => harden(new Proxy([1], {})), () => new Proxy({}, {}), () => harden(new Proxy(Far('x', {}), {})), () => harden(new Proxy(() => 1, {})), () => harden(new Proxy(Error('x'), {})), () => harden(new Proxy(new Proxy({}, {}), {})), () => harden({ f: new Proxy(Far('f', () => 1), {}) })].map(look);
