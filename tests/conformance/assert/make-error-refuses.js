// spec E12.3, E12.6
// What are no details, or no class, is refused.
// gives: ["TypeError: unrecognized details {}","TypeError","TypeError"]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const said = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
return [said(() => makeError({})), said(() => makeError('m', 7)).slice(0, 9), said(() => makeError('m', Error, null)).slice(0, 9)];
