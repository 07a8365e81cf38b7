// spec E14.9, E14.3
// A text that is not JSON is refused with its place.
// throws: SyntaxError: JSON.rawJSON: unexpected 'x', at line 1, column 1
return JSON.rawJSON('x');
