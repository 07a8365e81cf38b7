// spec M6
// A class in a class, a hundred thousand times.
// throws: SyntaxError
return new RegExp('['.repeat(1e5) + 'a' + ']'.repeat(1e5), 'v').test('a');
