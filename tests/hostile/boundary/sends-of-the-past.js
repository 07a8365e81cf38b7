// spec P6.3
// Messages sent before the vat ends are not delivered.
// ends: compute limit
E(vats.neighbour).stop();
for (;;) {}
