// spec E18.2
// A case that is entered past a declaration finds it uninitialized.
// gives: ReferenceError
try { switch (1) { case 0: let y = 1; break; case 1: return y; } } catch (e) { return e.name; }
