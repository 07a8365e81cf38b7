// spec E13.6
// Code from a string is named as such, with the place in it.
// gives: done
// prints: Log: ReferenceError: nothing is not defined\n    at <eval> (eval:2:3)\n    at run (errors/code-from-a-string.js:5:16)\n    at bootstrap (errors/code-from-a-string.js:14:25)
try { (0, eval)('\n  nothing.here'); } catch (e) { console.log(e); }
return 'done';
