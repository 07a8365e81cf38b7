// spec M5
// A number cut to more bits than there are.
// throws: RangeError
return BigInt.asUintN(2 ** 53 - 1, -1n);
