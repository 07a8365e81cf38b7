// spec E13.5
// A console line shows each call, with its place in the source.
// gives: "done"
// prints: Log: RangeError: here\n    at inner (case.js:6:45)\n    at outer (case.js:7:26)\n    at run (case.js:8:18)\n    at bootstrap (case.js:15:25)
function inner() { return new RangeError('here'); }
const outer = () => inner();
console.log(outer());
return 'done';
