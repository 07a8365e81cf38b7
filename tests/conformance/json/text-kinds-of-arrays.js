// spec E14.8
// Arrays of integers, of fractions and of anything are written alike.
// gives: [[1,2,-2147483648],[0.5,2,null],[1,"a",0.5]]
return JSON.stringify([[1, 2, -2147483648], [0.5, 2, NaN], [1, 'a', 0.5]]);
