// spec E8.1
// It is not `Compartment`.
// gives: [false,"function"]
const c = new Compartment(); return [c.constructor === Compartment, typeof c.constructor];
