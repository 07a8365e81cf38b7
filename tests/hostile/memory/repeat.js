// spec M5
// A string of a quarter of a gibibyte.
// ends: memory limit
return 'x'.repeat(2 ** 28);
