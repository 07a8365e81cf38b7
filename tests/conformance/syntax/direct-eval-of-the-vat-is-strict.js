// spec E10.6
// It is strict: what it declares ends with it.
// gives: ["undefined","undefined",7]
const r = eval('var a = 7; function f() { return a; } f()'); return [typeof a, typeof f, r];
