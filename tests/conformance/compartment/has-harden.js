// spec E8.4
// `harden` is the same function everywhere.
// gives: true
return new Compartment().evaluate('harden') === harden;
