// spec E10.6
// A call of `eval` by its name is refused in a compartment, wherever it stands.
// throws: SyntaxError
new Compartment().evaluate(`eval('1').x`);
