// spec E17.2
// `substr` counts a length from a start, which may be negative.
// gives: ["bcd","ef","bc","","","abc","abc","ab"]
return ['abcdef'.substr(1, 3), 'abcdef'.substr(-2), 'abc'.substr(1), 'abc'.substr(5), 'abc'.substr(0, -1), 'abc'.substr(-Infinity, Infinity), 'abc'.substr(NaN), 'abc'.substr('0', 2.9)];
