// spec E10.5
// In a regular expression it is only a pattern.
// gives: true
return (0, eval)('/^<!--x-->$/').test('<!--x-->');
