// spec E12.2, E12.3
// An object with a `toString` of its own is hidden like any other.
// throws: Error: (an object)
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
Fail`${{ toString() { return 'fake'; } }}`;
