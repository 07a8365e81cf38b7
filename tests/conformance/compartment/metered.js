// spec E8.13
// Code in a compartment is metered as any code of the vat: nothing escapes it.
// ends: compute limit
new Compartment().evaluate('for (;;) {}');
