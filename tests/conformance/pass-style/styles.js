// spec V1.1
// Each kind of value has its style.
// gives: ["undefined","null","boolean","number","bigint","string","symbol","copyArray","copyRecord","tagged","remotable","error","promise"]
const pass = await import('@endo/pass-style');
const { passStyleOf, makeTagged } = pass;
return [undefined, null, true, -0, 1n, 'x', Symbol.for('x'), harden([]), harden({}), makeTagged('t', 1), Far('x', {}), harden(Error('e')), harden(Promise.resolve())].map(passStyleOf);
