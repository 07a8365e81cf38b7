// spec E14.3
// A control character without escape is named by its number.
// throws: SyntaxError: JSON.parse: U+000A needs an escape in a string, at line 1, column 3
return JSON.parse('"a\nb"');
