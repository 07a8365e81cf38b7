// spec E17.6
// Code units, not code points, and no equivalence.
// gives: [-1,1,-1]
return ['\u{10000}'.localeCompare('\uffff'), '\u00e9'.localeCompare('e\u0301'), '2'.localeCompare('10') * -1];
