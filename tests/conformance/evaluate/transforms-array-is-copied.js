// spec E8.8
// A compartment has the transforms it was given, whatever becomes of the array.
// gives: 2
const transforms = [() => '2']; const c = new Compartment({ transforms, __options__: true }); transforms.length = 0; return c.evaluate('1');
