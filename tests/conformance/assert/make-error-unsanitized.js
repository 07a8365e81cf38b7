// spec E12.6
// With `sanitize: false` the error is not frozen.
// gives: [false,true]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
return [Object.isFrozen(makeError('m', Error, { sanitize: false })), Object.isFrozen(makeError('m', Error, { sanitize: true }))];
