// spec E12.6
// `errorName` is seen on the console only.
// gives: Error
// prints: Log: 1
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const e = makeError('m', Error, { errorName: 'Mine' });
console.log('%s', [e].length);
return e.name;
