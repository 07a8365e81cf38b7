// spec E16.5
// A symbol is no text.
// throws: TypeError
return Date.parse(Symbol('1970'));
