// spec E12.4
// A value that is too deep or too large is cut and throws nothing.
// gives: [true,true]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
let deep = [];
for (let i = 0; i < 20000; i += 1) deep = [deep];
const wide = Array(100000).fill('0123456789');
return [String(q(deep)).length < 1000, String(q(wide)).length < 70000];
