// spec E11.1
// An error is hardened with its cause and its errors.
// gives: [true,true,true]
const cause = { why: {} };
const e = harden(new AggregateError([{}], 'm', { cause }));
return [Object.isFrozen(e), Object.isFrozen(cause.why), Object.isFrozen(e.errors[0])];
