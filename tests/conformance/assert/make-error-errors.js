// spec E12.6
// Errors of an error, of `AggregateError` and of others.
// gives: [2,0,[1],["a"]]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
return [makeError('m', AggregateError, { errors: [Error('a'), Error('b')] }).errors.length, makeError('m', AggregateError).errors.length,
  makeError('m', Error, { errors: [1] }).errors, makeError('m', AggregateError, { errors: ['a'], cause: 1 }).errors];
