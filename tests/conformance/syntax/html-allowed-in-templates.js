// spec E10.5
// Where they are no comments the characters are what they are.
// gives: <!--\n-->
return String(new Compartment().evaluate(`\`<!--
-->\``)).replace('\n', '\\n');
