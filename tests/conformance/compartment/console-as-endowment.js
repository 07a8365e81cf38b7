// spec E8.5
// `console` works where it is given.
// gives: 1
// prints: Log: inside 2
new Compartment({ globals: { console }, __options__: true }).evaluate('console.log("inside", 2)'); return 1;
