// spec E14.5
// Getters run when their turn comes, in order.
// gives: {"a":1,"b":2,"c":3} a,b,c
const log = [];
const value = { get a() { log.push('a'); return 1; }, get b() { log.push('b'); return 2; }, get c() { log.push('c'); return 3; } };
return `${JSON.stringify(value)} ${log}`;
