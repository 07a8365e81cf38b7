// spec E18.2
// A case that is entered through the declaration uses it.
// gives: 2
switch (0) { case 0: let y = 1; case 1: y++; default: return y; }
