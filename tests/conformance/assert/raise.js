// spec E12.7
// An `assert` of its own tells each error to its maker first.
// gives: [["no","Check failed"],"Error: no"]
const said = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
const seen = [];
const mine = assert.makeAssert(e => seen.push(e.message));
const first = said(() => mine(false, 'no'));
said(() => mine.fail());
return [seen, first];
