// spec M3, L1.2
// Code in a compartment loops.
// ends: compute limit
return new Compartment().evaluate('for (;;) {}');
