// spec E14.4
// With the source a reviver can read exact integers.
// gives: 12345678901234567890
return String(JSON.parse('[12345678901234567890]', (key, value, { source }) =>
  (typeof value === 'number' ? BigInt(source) : value))[0]);
