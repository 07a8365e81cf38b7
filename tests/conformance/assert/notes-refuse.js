// spec E12.3, E12.8
// What are no details is no note, and only objects are noted on.
// gives: ["TypeError","TypeError","TypeError","fine"]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const said = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
return [said(() => note(Error('e'), {})).slice(0, 9), said(() => note(Error('e'))).slice(0, 9), said(() => note(7, 'x')).slice(0, 9), said(() => note({}, 'x')) ?? 'fine'];
