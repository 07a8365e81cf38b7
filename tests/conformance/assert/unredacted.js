// spec E12.7
// An unredacted `assert` shows what is substituted.
// throws: Error: x 1 "y"
assert.makeAssert(undefined, true).Fail`x ${1} ${'y'}`;
