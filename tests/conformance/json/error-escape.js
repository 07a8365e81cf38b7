// spec E14.3
// A wrong escape is named.
// throws: SyntaxError: JSON.parse: 'q' makes no escape, at line 1, column 4
return JSON.parse('["\\q"]');
