// spec M3, M5
// A hundred thousand groups.
// throws: SyntaxError
// limit: 60000000
return new RegExp('()'.repeat(1e5)).exec('').length;
