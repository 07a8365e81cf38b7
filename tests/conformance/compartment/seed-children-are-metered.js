// spec E8.13, M3, L1.2
// A compartment of a metered vat is metered too.
// limit: 3000000
// ends: compute limit
new Compartment().evaluate('new Compartment().evaluate("for (;;) {}")');
