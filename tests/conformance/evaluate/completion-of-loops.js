// spec E18.13
// A call in the head of a loop loses the completion value of the loop, where the language keeps it; a last statement does not.
// gives: [null,7,7]
const compartment = new Compartment();
return [
  'let n = 0; do 7; while ((() => n++ < 1)())',
  'let n = 0; do 7; while (n++ < 1)',
  'let n = 0, last; do last = 7; while ((() => n++ < 1)()); last',
].map(text => compartment.evaluate(text) ?? null);
