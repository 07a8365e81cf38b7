// spec E12.6
// `makeError` gives an error and throws nothing.
// gives: ["Error: Assert failed","RangeError: m",true,true]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const e = makeError('m', RangeError);
return [String(makeError()), String(e), e instanceof RangeError, Object.isFrozen(e)];
