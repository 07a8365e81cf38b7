// spec E8.8
// Transforms of the evaluation come before those of the compartment, in their order.
// gives: abc
const add = letter => source => source.replace('"', `"`).replace('";', `${letter}";`);
const c = new Compartment({ __options__: true, transforms: [add('c')] });
return c.evaluate('"";', { transforms: [add('a'), add('b')] });
