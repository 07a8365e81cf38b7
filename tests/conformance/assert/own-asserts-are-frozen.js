// spec E12.7
// An `assert` of its own is frozen as the first.
// gives: [true,true]
const mine = assert.makeAssert();
return [Object.isFrozen(mine), Object.values(mine).every(Object.isFrozen)];
