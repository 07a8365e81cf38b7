// spec E18.1
// A typed array's comparator that gives 0 moves nothing.
// gives: [0,1,2,3,4,5,6,7]
return [...new Float64Array([0, 1, 2, 3, 4, 5, 6, 7]).sort((a, b) => (a / 4 | 0) - (b / 4 | 0))];
