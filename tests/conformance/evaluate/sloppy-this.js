// spec E8.9
// Calling such a global does not show the scope that holds it.
// gives: [true,true]
const c = new Compartment(); return c.evaluate('f = function () { "use strict"; return this; }; [f() === undefined, globalThis.f() === globalThis]', { sloppyGlobalsMode: true });
