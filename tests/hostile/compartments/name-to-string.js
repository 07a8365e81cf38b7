// spec M6
// A name that makes a compartment when it becomes a string.
// ends: stack limit
const name = { toString() { return new Compartment({ __options__: true, name }).name; } };
try { new Compartment({ __options__: true, name }); } catch (e) { e.name; }
return 'done';
