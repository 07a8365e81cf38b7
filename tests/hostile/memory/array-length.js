// spec M5
// A length that no array has.
// throws: RangeError
return new Array(2 ** 32);
