// spec V8.1
// Keys sort as values rank.
// gives: [true,true]
const { makePassableKit, makeTagged, compareRank } = await import('@endo/marshal');
const values = harden([[], [0], [[]], ['a'], {}, { a: 1 }, { b: 1 }, { a: 1, b: 1 }, -5n, 5n, -50n, 50n, 0n, 'a', 'ab', 'a b', '', ' ', '!', '^', '_', '\0', -1, 1, 0.5, -Infinity, NaN, true, false, null, undefined, Symbol.for('a'), makeTagged('a', 1), makeTagged('b', 0)]);
return ['legacyOrdered', 'compactOrdered'].map(format => { const { encodePassable: k } = makePassableKit({ format });
  return values.every(x => values.every(y => { const [a, b] = [k(x), k(y)]; return compareRank(x, y) === (a < b ? -1 : a > b ? 1 : 0) })) });
