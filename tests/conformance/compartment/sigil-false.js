// spec E8.3
// The sigil must be `true`.
// throws: Error: Compartment constructor only supports true __options__ sigil, got false
new Compartment({ __options__: false });
