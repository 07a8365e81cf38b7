// spec E8.3
// Without `__options__` an only argument is the globals.
// gives: ["undefined","text"]
const c = new Compartment({ name: 'text' });
return [c.evaluate('typeof globals'), c.evaluate('name')];
