// spec E10.6
// And those around the initializer of a field.
// gives: 9
function f() { const x = 9; class C { v = eval('x'); } return new C().v; } return f();
