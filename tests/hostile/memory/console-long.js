// spec M5
// A line of the console of twenty million characters.
// ends: compute limit
const s = 'x'.repeat(2e7);
return console.log(s, s, s);
