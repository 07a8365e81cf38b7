// spec E8.7
// Functions keep what the text declared.
// gives: [1,2,3]
const next = new Compartment().evaluate('let n = 0; () => ++n'); return [next(), next(), next()];
