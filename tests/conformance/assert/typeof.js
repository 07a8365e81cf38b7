// spec E12.1
// `typeof` throws a TypeError that names the type and hides the value.
// gives: ["TypeError: (a number) must be a string","TypeError: (a string) must be a number","TypeError: (a number) must be an object"]
const said = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
return [() => assert.typeof(1, 'string'), () => assert.typeof('1', 'number'), () => assert.typeof(1, 'object')].map(said);
