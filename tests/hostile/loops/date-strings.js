// spec M3
// Dates read without end.
// ends: compute limit
for (;;) Date.parse('+275760-09-13T00:00:00.000Z');
