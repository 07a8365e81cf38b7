// spec E14.3
// A carriage return with a line feed is one end of a line.
// throws: SyntaxError: JSON.parse: unexpected 'x', at line 3, column 2
return JSON.parse('[\r\n1,\r x]');
