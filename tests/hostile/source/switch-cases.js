// spec M3, M5
// A `switch` with ten thousand cases.
// gives: 9999
// limit: 100000000
return (0, eval)('(x => { switch (x) {' + Array.from({ length: 1e4 }, (_, i) => `case ${i}: return ${i};`).join('') + '} })(9999)');
