// spec E8.8, E5
// Transforms of one evaluation change its source.
// gives: undefined
// prints: Log: Transformed message
const c = new Compartment({ globals: { console: harden(console) }, __options__: true });
c.evaluate(`
console.log("Original message");
`, { transforms: [source => source.replace(/Original/, 'Transformed')] });
