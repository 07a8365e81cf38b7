// spec E14.4
// A reviver walks values of any depth.
// gives: 50001
let calls = 0;
JSON.parse('['.repeat(50000) + '1' + ']'.repeat(50000), (key, value) => { calls += 1; return value; });
return calls;
