// spec V7.2
// Names from the last to the first, and values in that order.
// gives: [["c","b","a"],[3,2,1]]
const marshal = await import('@endo/marshal');
const r = harden({ a: 1, c: 3, b: 2 }); const n = marshal.recordNames(r); return [n, marshal.recordValues(r, n)];
