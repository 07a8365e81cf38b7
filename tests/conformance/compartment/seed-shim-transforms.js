// spec E8.8
// `__shimTransforms__` transform the source as well.
// gives: 5
return new Compartment({ __options__: true, __shimTransforms__: [s => s.replace('four', '5')] }).evaluate('four');
