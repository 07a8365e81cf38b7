// spec E12.3, E12.8
// A token of details shows nothing of what it holds.
// gives: ["a (a string) \"c\"",[],"[Not a DetailsToken]"]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const token = X`a ${'b'} ${q('c')}`;
return [String(token), Reflect.ownKeys(token), token.toString.call({})];
