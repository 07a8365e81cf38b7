// spec E8.13
// So is the code of its children.
// ends: compute limit
new Compartment().evaluate('new Compartment().evaluate("for (;;) {}")');
