// spec M5
// A buffer larger than the memory of a vat.
// throws: RangeError
return new ArrayBuffer(2 ** 31);
