// spec E8.7
// A text may hold any code unit in its strings.
// gives: [1,55357]
const s = new Compartment().evaluate('\"\ud83d\"'); return [s.length, s.charCodeAt(0)];
