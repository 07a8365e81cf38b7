// spec M3
// The union with a set-like whose keys never end.
// ends: compute limit
const like = { size: 1, has: () => true, keys: () => ({ next: () => ({ done: false, value: 1 }) }) };
return new Set([1]).union(like).size;
