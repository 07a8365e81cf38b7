// spec M3
// A list of transforms that is all holes.
// ends: compute limit
const transforms = [];
transforms.length = 2 ** 32 - 1;
return new Compartment({ __options__: true, transforms }).evaluate('1');
