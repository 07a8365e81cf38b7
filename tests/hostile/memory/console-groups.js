// spec M3, M5
// Groups of the console without end.
// ends: compute limit
for (;;) console.group('deeper');
