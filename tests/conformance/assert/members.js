// spec E12.1
// `assert` is a frozen function with these members.
// gives: [["equal","typeof","string","fail","makeError","note","details","Fail","quote","bare","error","makeAssert"],true,true]
return [Object.keys(assert), Object.values(assert).every(Object.isFrozen) && Object.isFrozen(assert), assert.error === assert.makeError];
