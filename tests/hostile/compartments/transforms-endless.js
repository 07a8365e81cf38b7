// spec M3
// Transforms without end.
// ends: compute limit
const transforms = { *[Symbol.iterator]() { for (;;) yield s => s; } };
try { new Compartment().evaluate('1', { transforms }); } catch (e) { e.name; }
for (;;) {}
