// spec M5
// A string of half a gibibyte.
// ends: memory limit
return 'x'.repeat(2 ** 29);
