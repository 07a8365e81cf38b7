// spec E11.1
// `harden` gives back what it was given.
// gives: true
const o = {};
return harden(o) === o && harden(5) === 5;
