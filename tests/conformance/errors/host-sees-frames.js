// spec E13.5
// A console line shows each call, with its place in the source.
// gives: done
// prints: Log: RangeError: here\n    at inner (errors/host-sees-frames.js:5:27)\n    at outer (errors/host-sees-frames.js:6:26)\n    at run (errors/host-sees-frames.js:7:18)\n    at bootstrap (errors/host-sees-frames.js:16:25)
function inner() { return new RangeError('here'); }
const outer = () => inner();
console.log(outer());
return 'done';
