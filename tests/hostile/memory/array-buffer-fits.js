// spec M5
// A buffer that could be had, in a vat with less.
// ends: memory limit
return new ArrayBuffer(2 ** 27);
