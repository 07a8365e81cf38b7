// spec E8.12
// A compartment can be named for debugging.
// gives: ["user-script-sandbox","object"]
const c = new Compartment({ name: 'user-script-sandbox', globals: { console: harden(console) }, __options__: true });
return [c.name, c.evaluate('typeof console')];
