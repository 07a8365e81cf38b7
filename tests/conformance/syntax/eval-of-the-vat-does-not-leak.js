// spec E10.1
// It declares nothing there.
// gives: ["undefined","undefined"]
(0, eval)('var a = 1; function f() {}'); return [typeof a, typeof f];
