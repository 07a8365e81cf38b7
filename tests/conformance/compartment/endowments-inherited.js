// spec E8.5
// What `globals` inherits is not given.
// gives: undefined
return new Compartment({ globals: { __proto__: { x: 1 } }, __options__: true }).evaluate('typeof x');
