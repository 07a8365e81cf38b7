// spec E8.8
// And with transforms.
// gives: 10
const c = new Compartment({ __options__: true, transforms: [source => source.replace('five', '5')] });
return c.evaluate('five * 2');
