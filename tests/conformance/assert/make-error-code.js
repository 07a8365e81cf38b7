// spec E12.6
// A code is kept if it is a string.
// gives: ["E_X",false]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
return [makeError('m', Error, { code: 'E_X' }).code, 'code' in makeError('m', Error, { code: 7 })];
