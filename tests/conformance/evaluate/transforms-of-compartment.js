// spec E8.8
// `transforms` of a compartment change every text.
// gives: [2,2,2]
const c = new Compartment({ transforms: [s => s.replace('1', '2')], __options__: true }); return [c.evaluate('1'), c.evaluate('eval')('1'), c.evaluate('Function')('return 1')()];
