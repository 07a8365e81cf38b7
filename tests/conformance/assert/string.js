// spec E12.1
// `string` is `typeof` with that name.
// gives: ["TypeError: (an object) must be a string","TypeError: own"]
const said = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
return [() => assert.string({}), () => assert.string(7, 'own')].map(said);
