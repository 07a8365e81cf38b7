// spec E12.2
// `Fail` throws an Error with its template.
// gives: ["Error: a\"b\"c","Error: (a string)(a string)","Error: "]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const said = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
return [() => Fail`a${q('b')}c`, () => Fail`${'a'}${'b'}`, () => Fail``].map(said);
