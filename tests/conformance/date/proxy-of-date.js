// spec E16.3
// A proxy for a date is no date.
// gives: ["Invalid Date",0]
let traps = 0;
const handler = new Proxy({}, { get() { traps += 1; } });
return [String(new Date(new Proxy(new Date(5), handler))), traps];
