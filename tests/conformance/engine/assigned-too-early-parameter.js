// spec E18.2
// Nor a parameter in the default of an earlier one.
// gives: ReferenceError
try { return ((a = (b = 2), b) => [a, b])(); } catch (e) { return e.name; }
