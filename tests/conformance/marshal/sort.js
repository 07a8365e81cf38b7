// spec V7.5
// Sorting is stable, and leaves alone what is sorted.
// gives: [true,["1","a","b","undefined"],["undefined","a","3","2"],false,true]
const marshal = await import('@endo/marshal');
const { sortByRank, isRankSorted, compareAntiRank } = marshal; const sorted = harden([1, 'a', undefined]);
return [sortByRank(sorted) === sorted, sortByRank(new Set(['b', 1, undefined, 'a'])).map(String), sortByRank([3, undefined, 'a', 2], compareAntiRank).map(String), isRankSorted(harden([2, 1])), Object.isFrozen(sortByRank([2, 1]))];
