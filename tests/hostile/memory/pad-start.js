// spec M5
// A string padded to half a gibibyte.
// ends: memory limit
return 'x'.padStart(2 ** 29);
