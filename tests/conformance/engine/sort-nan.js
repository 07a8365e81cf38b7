// spec E18.1
// A comparator that gives NaN moves nothing.
// gives: [3,1,2]
return [3, 1, 2].sort(() => NaN);
