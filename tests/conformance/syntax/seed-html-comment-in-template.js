// spec E10.5
// In a template it is only text.
// gives: <!-- and -->
return (0, eval)('`<!-- and -->`');
