// spec E8.8
// What transforms make is checked like any text.
// throws: SyntaxError
new Compartment().evaluate('1', { transforms: [() => 'eval("1")'] });
