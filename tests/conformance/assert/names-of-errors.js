// spec E12.2
// An error is named by its own name.
// gives: ["Error: (an Own)","Error: (an AggregateError)"]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const said = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
const e = Error('x');
e.name = 'Own';
return [() => Fail`${e}`, () => Fail`${new AggregateError([])}`].map(said);
