// spec E14.3
// Text after the value is named.
// throws: SyntaxError: JSON.parse: '{' after the value, at line 1, column 4
return JSON.parse('{} {}');
