// spec E14.1
// Any number of digits is read.
// gives: [1,1e+300,0.1]
return [
  JSON.parse(`1.${'0'.repeat(5000)}1`),
  JSON.parse(`1${'0'.repeat(300)}.0`),
  JSON.parse(`0.1${'0'.repeat(5000)}`),
];
