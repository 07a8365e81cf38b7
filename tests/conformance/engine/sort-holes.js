// spec E18.1
// Holes and undefined go to the end.
// gives: [4,1,3,true,false]
const a = [3, , undefined, 1].sort();
return [a.length, a[0], a[1], 2 in a, 3 in a];
