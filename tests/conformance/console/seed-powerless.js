// spec E5
// `console` is frozen, gives nothing back and asks nothing of what it prints.
// gives: [true,"undefined",0]
let asked = 0;
const o = { get x() { asked += 1; }, toString() { asked += 1; return ''; }, toJSON() { asked += 1; } };
const result = console.log(o, new Proxy({}, { get() { asked += 1; } }));
return [Object.isFrozen(console), typeof result, asked];
