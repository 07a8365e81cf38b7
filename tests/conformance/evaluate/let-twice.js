// spec E8.7
// A name is declared once.
// throws: SyntaxError
new Compartment().evaluate('let x; let x;');
