// spec M3
// Compartments without end, none kept.
// ends: compute limit
for (;;) new Compartment().evaluate('1 + 1');
