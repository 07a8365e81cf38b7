// spec E8.7
// `typeof` what nobody declared is fine.
// gives: undefined
return new Compartment().evaluate('typeof nobody');
