// spec E18.2
// Conditions compare what was there first.
// gives: greater
let a = 5;
if (a > (a = 1)) return 'greater';
return 'not greater';
