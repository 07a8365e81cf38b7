// spec E18.3
// Text that nests too deeply ends the vat where it is parsed.
// ends: stack limit
return (0, eval)('('.repeat(100000));
