// spec E10.5
// Where they are no comments the characters are what they are.
// gives: 3
return String(new Compartment().evaluate(`let x = 3, n = 0; while (x-->0) n++; n`));
