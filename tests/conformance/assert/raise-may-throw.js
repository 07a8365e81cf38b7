// spec E12.7
// What `raise` throws comes out instead.
// throws: RangeError: raised no
assert.makeAssert(e => { throw RangeError(`raised ${e.message}`); })(false, 'no');
