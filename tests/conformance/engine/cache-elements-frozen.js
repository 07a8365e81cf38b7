// spec E18.11
// An element of a frozen array is not written.
// gives: [["TypeError","TypeError"],[5,2]]
const put = (a, i, v) => { a[i] = v; };
const a = [1, 2];
put(a, 0, 5);
Object.freeze(a);
const tries = [0, 2].map(i => { try { put(a, i, 9); return 'put'; } catch (e) { return e.name; } });
return [tries, a];
