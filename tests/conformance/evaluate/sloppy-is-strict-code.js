// spec E8.9
// All else is strict.
// gives: ["SyntaxError","undefined"]
const c = new Compartment(), o = { sloppyGlobalsMode: true }; let name; try { c.evaluate('with ({}) {}', o); } catch (e) { name = e.name; } return [name, c.evaluate('(function () { return typeof this; })()', o)];
