// spec E18.2
// So it is with classes.
// gives: ReferenceError
try { switch (1) { case 0: class A {} break; case 1: return typeof A; } } catch (e) { return e.name; }
