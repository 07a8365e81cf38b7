// spec M5
// A string padded to a quarter of a gibibyte.
// ends: memory limit
return 'x'.padStart(2 ** 28);
