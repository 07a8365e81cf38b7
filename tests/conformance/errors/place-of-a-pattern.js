// spec E13.5
// A pattern that does not fit is shown at its place.
// gives: done
// prints: Log: TypeError: value with type `number` is not iterable\n    at errors/place-of-a-pattern.js:6:17\n    at f (errors/place-of-a-pattern.js:5:31)\n    at run (errors/place-of-a-pattern.js:6:2)\n    at bootstrap (errors/place-of-a-pattern.js:15:25)
const f = code => { try { code(); } catch (e) { console.log(e); } };
f(() => { const [x] = 5; });
return 'done';
