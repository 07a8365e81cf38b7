// spec M3
// The same as an iterable of an evaluation: each hole is a transform that is none, in a list of its own.
// ends: compute limit
return new Compartment().evaluate('1', { transforms: new Array(2 ** 32 - 1) });
