// spec E18.1
// The same in forEach.
// gives: [6,[6]]
const m = new Map([[1, 1]]);
let n = 0;
m.forEach((v, k) => { if (n++ < 5) { m.clear(); m.set(k + 1, 1); } });
return [n, [...m.keys()]];
