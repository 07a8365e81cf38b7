// spec E10.6
// It sees the variables around the class whose method it is in.
// gives: 6
function f() { let x = 6; class C { m() { return eval('x'); } } return new C().m(); } return f();
