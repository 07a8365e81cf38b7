// spec E10.5
// Where they are no comments the characters are what they are.
// gives: true
return String(new Compartment().evaluate(`let x = 1; [x --> 0][0]`));
