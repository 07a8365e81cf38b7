// spec E12.4
// A lone surrogate is escaped.
// gives: [8,true]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const text = String(q('\ud800'));
return [text.length, text.isWellFormed()];
