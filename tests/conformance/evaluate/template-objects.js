// spec E8.7
// A tagged template has one object for each place.
// gives: [true,false]
const c = new Compartment({ globals: { tag: s => s }, __options__: true }); const f = c.evaluate('() => tag`a`'); return [f() === f(), f() === c.evaluate('tag`a`')];
