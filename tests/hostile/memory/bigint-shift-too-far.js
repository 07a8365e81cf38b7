// spec M5
// A number that no engine has.
// throws: RangeError
return 1n << (1n << 64n);
