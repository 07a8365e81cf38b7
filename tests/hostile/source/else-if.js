// spec M6
// A hundred thousand `else if`.
// ends: stack limit
// limit: 100000000
return (0, eval)('if(0);else '.repeat(1e5) + '1');
