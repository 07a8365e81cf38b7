// spec E12.1
// What is no name of a type is refused.
// gives: ["Error: 7 must be a string","TypeError: (a number) must be a nothing"]
const said = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
return [() => assert.typeof(1, 7), () => assert.typeof(1, 'nothing')].map(said);
