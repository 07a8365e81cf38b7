// spec E12.4
// `bare` shows words as they are, and quotes anything else.
// gives: ["two words","a-b:c_d","\"no;\"","\"\"","\" a\"","\"a  b\"","7"]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
return ['two words', 'a-b:c_d', 'no;', '', ' a', 'a  b', 7].map(v => String(b(v)));
