// spec E18.2
// Functions of a switch can be called from every case.
// gives: called
switch (1) { case 0: function f() { return 'called'; } case 1: return f(); }
