// spec E8.13
// A thousand compartments cost little.
// gives: 499500
let sum = 0; for (let i = 0; i < 1000; i++) sum += new Compartment({ globals: { i }, __options__: true }).evaluate('i'); return sum;
