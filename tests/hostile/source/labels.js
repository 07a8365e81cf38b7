// spec M6
// Ten thousand labels before one statement.
// ends: stack limit
// limit: 100000000
return (0, eval)(Array.from({ length: 1e4 }, (_, i) => `l${i}:`).join('') + '1');
