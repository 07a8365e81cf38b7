// spec E12.4
// What was shown is not shown again.
// gives: {"o":"[Seen]","parts":[{},{}]}
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const o = { parts: [{}, {}] };
o.o = o;
return String(q(o));
