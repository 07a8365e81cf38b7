// spec E8.7
// Of two functions with a name the last one counts.
// gives: 2
return new Compartment().evaluate('function f() { return 1; } function f() { return 2; } f()');
