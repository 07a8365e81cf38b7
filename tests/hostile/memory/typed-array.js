// spec M5
// The longest typed array.
// throws: RangeError
return new Float64Array(2 ** 32 - 1);
