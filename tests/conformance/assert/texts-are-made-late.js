// spec E12.3
// A text is made when it is needed, from what the value is then.
// gives: Error: {"a":2}
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const said = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
const o = { a: 1 };
const token = X`${q(o)}`;
o.a = 2;
return said(() => assert.fail(token));
