// spec E12.1
// `equal` takes details and a class.
// gives: ["RangeError: own","TypeError: own 1"]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const said = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
return [() => assert.equal('a', 'b', 'own'), () => assert.equal('a', 'b', X`own ${q(1)}`, TypeError)].map(said);
