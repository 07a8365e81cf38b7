// spec E10.5
// Where they are no comments the characters are what they are.
// gives: 4
return String(new Compartment().evaluate(`1 << - - 2`));
