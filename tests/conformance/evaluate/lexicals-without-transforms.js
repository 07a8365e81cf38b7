// spec E8.10
// A text with lexicals is not given to the transforms of the compartment.
// gives: [1,2]
const c = new Compartment({ transforms: [() => '2'], __options__: true }); return [c.evaluate('1', { __moduleShimLexicals__: {} }), c.evaluate('1')];
