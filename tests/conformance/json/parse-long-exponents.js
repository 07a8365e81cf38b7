// spec E14.1
// Any number of digits may stand in an exponent, and leading zeros too.
// gives: [0,10,true,0]
return [
  JSON.parse(`0e${'9'.repeat(100)}`),
  JSON.parse(`1e${'0'.repeat(100)}1`),
  JSON.parse(`1e${'9'.repeat(100)}`) === Infinity,
  JSON.parse(`1e-${'9'.repeat(100)}`),
];
