// spec E18.2
// It may not assign it either.
// gives: ReferenceError
try { switch (1) { case 0: let y = 1; break; case 1: y = 2; return y; } } catch (e) { return e.name; }
