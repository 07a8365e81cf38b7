// spec E12.1
// A check that does not hold throws an Error.
// gives: ["Error: Check failed","Error: Check failed","Error: plain words","Error: Check failed"]
const said = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
return [() => assert(false), () => assert(0), () => assert('', 'plain words'), () => assert()].map(said);
