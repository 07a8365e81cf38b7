// spec V7.5
// Comparators are those of the package.
// gives: refused
const marshal = await import('@endo/marshal');
try { return marshal.sortByRank([2, 1], (a, b) => a - b) } catch (e) { return 'refused' }
