// spec E8.9
// With `sloppyGlobalsMode` an assignment to a name that is not declared makes a global.
// gives: ["sloppy mode","sloppy mode"]
const c = new Compartment({ __options__: true });
const result = c.evaluate(`
undeclaredVar = "sloppy mode";
undeclaredVar;
`, { sloppyGlobalsMode: true });
return [result, c.globalThis.undeclaredVar];
