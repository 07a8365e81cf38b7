// spec E10.6, E19.1
// It is refused to the text of an `eval` too.
// throws: SyntaxError
new Compartment().evaluate('(0, eval)("eval(1)")');
