// spec M6
// `getOrInsertComputed` that computes by asking again.
// ends: stack limit
const m = new Map();
const f = key => m.getOrInsertComputed(key + 1, f);
return f(0);
