// spec E18.2
// A variable cannot be assigned before it is declared.
// gives: ReferenceError
try { x = 1; let x; return 'assigned'; } catch (e) { return e.name; }
