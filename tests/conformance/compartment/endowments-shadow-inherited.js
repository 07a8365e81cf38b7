// spec E8.5
// A global may have the name of a method that objects inherit.
// gives: [1,2]
return new Compartment({ globals: { toString: 1, valueOf: 2 }, __options__: true }).evaluate('[toString, valueOf]');
