// spec E13.3
// What is no object, or is frozen, is refused.
// gives: ["TypeError","TypeError","TypeError"]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
return [undefined, 'x', harden({})].map(v => attempt(() => Error.captureStackTrace(v)));
