// spec E8.12
// The name cannot be changed.
// gives: ["TypeError","test-compartment"]
const c = new Compartment({ name: 'test-compartment', __options__: true });
let name;
try { c.name = 'other'; } catch (e) { name = e.name; }
return [name, c.name];
