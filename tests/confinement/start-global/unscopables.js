// spec E10.4
// `Symbol.unscopables` on the global object changes what names mean nowhere else.
// gives: confined
try { globalThis[Symbol.unscopables] = { eval: true, Function: true, Compartment: true, globalThis: true, call: true }; } catch { }
return [(0, eval)('[eval, Function, Compartment, globalThis, this]')];
