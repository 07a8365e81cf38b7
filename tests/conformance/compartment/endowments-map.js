// spec E8.5
// A `Map` has no own properties, so it gives nothing.
// gives: undefined
return new Compartment({ globals: new Map([['x', 1]]), __options__: true }).evaluate('typeof x');
