// spec V7.3
// Remotables have no order, or the one they were seen in.
// gives: [0,0,-1,-1,1,-1]
const marshal = await import('@endo/marshal');
const [x, y] = [Far('x', {}), Far('y', {})]; const kit = marshal.makeFullOrderComparatorKit();
return [marshal.compareRank(x, y), marshal.compareRank(harden([x, 1]), harden([y, 2])), marshal.compareRankRemotablesTied(harden([x, 1]), harden([y, 2])), kit.comparator(y, x), kit.comparator(x, y), kit.antiComparator(x, y)];
