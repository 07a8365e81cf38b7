// spec M6
// A hundred thousand objects in objects.
// ends: stack limit
// limit: 100000000
return (0, eval)('(' + '{a:'.repeat(1e5) + '1' + '}'.repeat(1e5) + ')');
