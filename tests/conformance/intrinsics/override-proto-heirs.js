// spec E2
// It reaches through any number of prototypes.
// gives: own
let heir = {};
for (let i = 0; i < 50; i += 1) heir = Object.create(heir);
heir.toString = () => 'own';
return String(heir);
