// spec E13.5
// A template that fails is shown at its place.
// gives: done
// prints: Log: TypeError: can't convert symbol to string\n    at errors/place-of-a-template.js:6:11\n    at f (errors/place-of-a-template.js:5:31)\n    at run (errors/place-of-a-template.js:6:2)\n    at bootstrap (errors/place-of-a-template.js:15:25)
const f = code => { try { code(); } catch (e) { console.log(e); } };
f(() => { `a${Symbol()}`; });
return 'done';
