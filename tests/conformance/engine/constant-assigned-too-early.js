// spec E18.13
// Assigning a constant before its declaration is a TypeError.
// gives: TypeError
try { c = 1; const c = 2; } catch (e) { return e.name; }
