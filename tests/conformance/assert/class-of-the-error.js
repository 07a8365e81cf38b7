// spec E12.1
// The third argument is the class of the error.
// gives: ["RangeError: no","TypeError: Check failed","URIError: why"]
const said = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
return [() => assert(false, 'no', RangeError), () => assert(null, undefined, TypeError), () => assert.fail('why', URIError)].map(said);
