// spec E10.5
// Where they are no comments the characters are what they are.
// gives: 5
return String(new Compartment().evaluate(`\`a
-->\`.length`));
