// spec E13.5
// A call of what is no function is shown at its place.
// gives: done
// prints: Log: TypeError: not a callable function\n    at errors/place-of-a-call.js:6:22\n    at f (errors/place-of-a-call.js:5:31)\n    at run (errors/place-of-a-call.js:6:2)\n    at bootstrap (errors/place-of-a-call.js:15:25)
const f = code => { try { code(); } catch (e) { console.log(e); } };
f(() => { ({}).method(); });
return 'done';
