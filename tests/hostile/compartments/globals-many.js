// spec M3, M5
// A compartment with ten thousand globals.
// gives: 9999
// limit: 60000000
const globals = Object.fromEntries(Array.from({ length: 1e4 }, (_, i) => [`g${i}`, i]));
return new Compartment({ __options__: true, globals }).evaluate('g9999');
