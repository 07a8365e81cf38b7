// spec E16.4
// `toISOString` of an invalid date throws.
// throws: RangeError
return new Date().toISOString();
