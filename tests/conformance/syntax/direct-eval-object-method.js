// spec E10.6
// And those around an object literal.
// gives: 8
function f() { const x = 8; return { m() { return eval('x'); } }.m(); } return f();
