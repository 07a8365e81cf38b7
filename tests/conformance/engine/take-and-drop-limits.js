// spec E18.10
// Iterators take and drop at most 2**53 - 1.
// gives: [["RangeError","RangeError","RangeError","RangeError","RangeError"],["RangeError","RangeError","RangeError","RangeError","RangeError"],[2,3]]
const limits = [2 ** 53, 1e300, -1, NaN, undefined];
const name = f => { try { f(); return 'taken'; } catch (e) { return e.name; } };
return [limits.map(n => name(() => [].values().take(n))), limits.map(n => name(() => [].values().drop(n))), [1, 2, 3].values().take(Infinity).drop(1).toArray()];
