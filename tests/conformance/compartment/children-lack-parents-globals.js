// spec E8.4
// What a compartment was given its children are not.
// gives: undefined
return new Compartment({ globals: { secret: 1 }, __options__: true }).evaluate('new Compartment().evaluate("typeof secret")');
