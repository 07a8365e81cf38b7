// spec E12.5
// Details as a text are what the error would say.
// gives: [true,"m \"x\" (a string)"]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const token = X`m ${q('x')} ${'y'}`;
return [String(token) === makeError(token).message, makeError(token).message];
