// spec M3, M7
// A loop.
// ends: compute limit
for (;;) {}
