// spec M6
// Twenty thousand classes, each the base of the next.
// ends: stack limit
// limit: 100000000
return (0, eval)('class A extends '.repeat(2e4) + 'Object' + '{}'.repeat(2e4));
