// spec E14.3
// A SyntaxError names line and column, both from one.
// throws: SyntaxError: JSON.parse: unexpected ']', at line 3, column 1
return JSON.parse('[1,\n2,\n]');
