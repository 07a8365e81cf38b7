// spec E8.8
// Each transform gets what the one before it gave.
// gives: 8
return new Compartment().evaluate('2', { transforms: [s => `(${s}) * 2`, s => `(${s}) * 2`] });
