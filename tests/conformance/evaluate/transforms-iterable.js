// spec E8.8
// `transforms` of an evaluation may be any iterable.
// gives: 5
return new Compartment().evaluate('4', { transforms: new Set([s => '5']) });
