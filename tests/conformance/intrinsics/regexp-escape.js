// spec E17.1
// `RegExp.escape` makes a text a pattern for itself.
// gives: [true,"\\x61\\.b\\*"]
return [new RegExp(`^${RegExp.escape('a.b*[x]-\u2028')}$`, 'u').test('a.b*[x]-\u2028'), RegExp.escape('a.b*')];
