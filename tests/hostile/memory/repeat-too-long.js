// spec M5
// A string longer than any.
// throws: RangeError
return 'x'.repeat(2 ** 53);
