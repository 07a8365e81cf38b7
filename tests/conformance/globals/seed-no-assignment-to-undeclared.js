// spec E1
// An assignment to a name that is not declared throws.
// throws: ReferenceError
undeclaredName = 1;
