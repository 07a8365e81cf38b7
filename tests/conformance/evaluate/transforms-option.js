// spec E8.8
// `transforms` of one evaluation change its text.
// gives: [2,1]
const c = new Compartment(); return [c.evaluate('1', { transforms: [s => s.replace('1', '2')] }), c.evaluate('1')];
