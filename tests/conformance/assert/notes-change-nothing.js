// spec E12.8
// A note does not change the error.
// gives: [["message"],"m",true]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const e = Error('m');
const result = note(e, X`more ${'secret'}`);
return [Reflect.ownKeys(e), e.message, result === undefined];
