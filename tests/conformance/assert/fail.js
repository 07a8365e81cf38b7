// spec E12.1
// `fail` throws in any case.
// gives: ["Error: Check failed","Error: text","Error: Assert failed"]
const said = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
return [() => assert.fail(), () => assert.fail('text'), () => assert.fail(null)].map(said);
