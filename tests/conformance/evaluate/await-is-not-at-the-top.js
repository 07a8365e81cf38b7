// spec E8.7
// There is no top-level `await`: a text is a program, not a module.
// throws: SyntaxError
new Compartment().evaluate('await null');
