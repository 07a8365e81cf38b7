// spec E10.5
// Where they are no comments the characters are what they are.
// gives: /<!-->/
return String(new Compartment().evaluate(`String(/<!-->/)`));
