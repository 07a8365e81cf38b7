// spec E13.5
// An operator that fails is shown at its place.
// gives: done
// prints: Log: TypeError: cannot mix BigInt and other types, use explicit conversions\n    at errors/place-of-an-operator.js:6:11\n    at f (errors/place-of-an-operator.js:5:31)\n    at run (errors/place-of-an-operator.js:6:2)\n    at bootstrap (errors/place-of-an-operator.js:15:25)
const f = code => { try { code(); } catch (e) { console.log(e); } };
f(() => { 1n + 1; });
return 'done';
