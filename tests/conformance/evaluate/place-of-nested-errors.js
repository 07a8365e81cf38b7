// spec E8.12
// An error of a text that another text evaluates keeps its own place.
// gives: true
const inner = new Compartment({ name: 'inner', __options__: true });
try { new Compartment({ name: 'outer', globals: { inner }, __options__: true }).evaluate('\n\ninner.evaluate(")")'); } catch (e) { return e.message.startsWith('inner:1:1: '); }
