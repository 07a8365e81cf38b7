// spec M6
// An expression with fifty thousand assertions in assertions.
// throws: SyntaxError
return new RegExp('(?='.repeat(5e4) + 'a' + ')'.repeat(5e4)).test('a');
