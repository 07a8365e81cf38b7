// spec E8.3
// `__native__` is accepted; there is only this implementation.
// gives: [3,3]
return [true, false].map(native => new Compartment({ __options__: true, __native__: native }).evaluate('1 + 2'));
