// spec E10.6
// And those around a computed name.
// gives: {"k":1}
function f() { const x = 'k'; return { [eval('x')]: 1 }; } return f();
