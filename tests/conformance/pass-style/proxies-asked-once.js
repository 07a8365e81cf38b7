// spec V1.4, V1.5
// A proxy is asked once.
// gives: true
const pass = await import('@endo/pass-style');
let asked = 0;
const shown = new Proxy(harden({ a: 1 }), { ownKeys(t) { asked += 1; return Reflect.ownKeys(t) } });
pass.passStyleOf(shown);
const after = asked;
pass.passStyleOf(shown); pass.passStyleOf(shown);
return asked === after;
