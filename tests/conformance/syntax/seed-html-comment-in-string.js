// spec E10.5
// In a string it is only text.
// gives: <!-- and -->
return (0, eval)('"<!-- and -->"');
