// spec E18.4
// So does one that was thrown deeper.
// gives: ok
const f = g => { try { return g('ok'); } finally { try { g(1, 2, (() => { throw 1; })()); } catch {} } };
return f(x => x);
