// spec E12.4
// A string that begins with a bracket cannot be taken for a word.
// gives: ["\"[[undefined]]\"","\"a[\""]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
return ['[undefined]', 'a['].map(v => String(q(v)));
