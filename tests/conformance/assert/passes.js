// spec E12.1
// A check that holds gives undefined.
// gives: [true,true,true,true,true]
return [assert(1), assert('x', 'no'), assert.equal(NaN, NaN), assert.typeof('a', 'string'), assert.string('')].map(v => v === undefined);
