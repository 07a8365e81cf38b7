// spec E16.2
// Numbers beyond the reach of dates give an invalid date; fractions are cut off.
// gives: [8640000000000000,null,-8640000000000000,null,1,-1,null,null]
return [8.64e15, 8.64e15 + 1, -8.64e15, -8.64e15 - 1, 1.9, -1.9, NaN, Infinity].map(time => new Date(time).getTime());
