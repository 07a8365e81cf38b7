// spec M5
// A power of a power.
// throws: RangeError
return 2n ** (2n ** 33n);
