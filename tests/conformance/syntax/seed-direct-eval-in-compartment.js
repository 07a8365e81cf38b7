// spec E10.6
// A direct eval in a compartment is refused by syntax.
// throws: SyntaxError
return new Compartment().evaluate('(function foo(code) { const x = 1; return eval(code); })("x")');
