// spec E8.13
// Functions of a text do a million turns within the limits of a delivery.
// gives: 500000500000
return new Compartment({ globals: { step: 1 }, __options__: true }).evaluate('let sum = 0; for (let i = 1; i <= 1000000; i++) sum += i * step; sum');
