// spec E8.3
// The sigil must be `true`, nothing like it.
// throws: Error: Compartment constructor only supports true __options__ sigil, got null
new Compartment({ __options__: null });
