// spec E8.4
// Vat code can make compartments for other code, with other globals.
// gives: ["mine","undefined"]
const c = new Compartment({ __options__: true, globals: { own: 'mine' } });
return [c.evaluate('own'), new Compartment().evaluate('typeof own')];
