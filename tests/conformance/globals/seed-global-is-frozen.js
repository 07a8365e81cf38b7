// spec E1
// The global object of a vat is frozen: nothing can be added, changed or removed.
// gives: [true,"TypeError","TypeError","TypeError"]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
return [
  Object.isFrozen(globalThis),
  attempt(() => { globalThis.heyBuddy = 'message'; }),
  attempt(() => { globalThis.Array = 1; }),
  attempt(() => { delete globalThis.Array; }),
];
