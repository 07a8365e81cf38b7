// spec V7.1
// Styles have an order.
// gives: ["error","copyRecord","tagged","promise","copyArray","boolean","number","bigint","remotable","string","null","symbol","undefined"]
const marshal = await import('@endo/marshal');
const { sortByRank, passStyleOf, makeTagged } = marshal;
const one = harden([undefined, null, 'a', 1n, 2, true, [], {}, makeTagged('t', 1), Symbol.for('s'), Error('e'), Promise.resolve(), Far('x', {})]);
return sortByRank(one).map(x => passStyleOf(x));
