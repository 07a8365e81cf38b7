// spec M3, M5
// A sorted copy of an array-like that is too long.
// throws: RangeError
return Array.prototype.toSorted.call({ length: 2 ** 53 - 1 });
