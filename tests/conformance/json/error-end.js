// spec E14.3
// A text that is not complete ends too early.
// throws: SyntaxError: JSON.parse: the text ends too early, at line 1, column 8
return JSON.parse('{"a": [');
