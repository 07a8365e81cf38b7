// spec E18.1
// Without a comparator numbers go by their value, minus zero first and NaN last.
// gives: 5-1,-0,0,1,NaN
return [...new Float64Array([NaN, 1, 0, -0, -1])].length + [...new Float64Array([NaN, 1, 0, -0, -1]).sort()].map(x => Object.is(x, -0) ? '-0' : String(x)).join();
