// spec E10.5
// Where they are no comments the characters are what they are.
// gives: false
return String(new Compartment().evaluate(`let a = 1, b = 5; a < ! --b`));
