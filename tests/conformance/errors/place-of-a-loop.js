// spec E13.5
// What a loop cannot go through is shown at its place.
// gives: done
// prints: Log: TypeError: value with type `number` is not iterable\n    at errors/place-of-a-loop.js:6:27\n    at f (errors/place-of-a-loop.js:5:31)\n    at run (errors/place-of-a-loop.js:6:2)\n    at bootstrap (errors/place-of-a-loop.js:15:25)
const f = code => { try { code(); } catch (e) { console.log(e); } };
f(() => { for (const x of 5) ; });
return 'done';
