// spec M6
// An expression with a hundred thousand groups in groups.
// throws: SyntaxError
return new RegExp('('.repeat(1e5) + 'a' + ')'.repeat(1e5)).test('a');
