// spec P6.5
// testLog gives nothing.
// gives: undefined
return vatPowers.testLog('a line', [1]);
