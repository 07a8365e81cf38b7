// spec E18.11
// Other frozen objects refuse it, as the language says.
// gives: TypeError
const p = Object.freeze({ x: 1 });
const o = Object.create(p);
try { o.x = 2; return 'set'; } catch (e) { return e.name; }
