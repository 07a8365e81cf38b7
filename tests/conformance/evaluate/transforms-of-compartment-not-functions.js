// spec E8.8
// Those of a compartment as well, when they are needed.
// throws: TypeError: transform is not a function
new Compartment({ transforms: [5], __options__: true }).evaluate('1');
