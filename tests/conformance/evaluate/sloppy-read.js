// spec E8.9
// Reading what nobody declared gives undefined.
// gives: [null,"undefined"]
return new Compartment().evaluate('[nobody, typeof nobody]', { sloppyGlobalsMode: true });
