// spec E12.3
// Tokens and what they inherit from are frozen.
// gives: [true,true,true,true]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const tokens = [X`a`, q(1)];
return [...tokens, ...tokens.map(Object.getPrototypeOf)].map(Object.isFrozen);
