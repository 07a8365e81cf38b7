// spec M6
// A reviver over JSON a hundred thousand deep.
// gives: object
// limit: 100000000
return typeof JSON.parse('['.repeat(1e5) + ']'.repeat(1e5), (_, value) => value);
