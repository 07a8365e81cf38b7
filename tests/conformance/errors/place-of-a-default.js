// spec E13.5
// A default value that fails is shown at its place.
// gives: done
// prints: Log: ReferenceError: undeclared is not defined\n    at errors/place-of-a-default.js:6:8\n    at f (errors/place-of-a-default.js:5:31)\n    at run (errors/place-of-a-default.js:6:2)\n    at bootstrap (errors/place-of-a-default.js:15:25)
const f = code => { try { code(); } catch (e) { console.log(e); } };
f((a = undeclared) => a);
return 'done';
