// spec E12.1
// `equal` compares as `Object.is` does and throws a RangeError.
// gives: ["RangeError: Expected (a number) is same as (a number)","RangeError: Expected (a number) is same as (a number)","RangeError: Expected (an object) is same as (an object)"]
const said = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
return [() => assert.equal(1, 2), () => assert.equal(0, -0), () => assert.equal({}, {})].map(said);
