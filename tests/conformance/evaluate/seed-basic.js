// spec E8.7, E5
// `evaluate` gives the value of the last expression.
// gives: Hello from compartment!
// prints: Log: Compartment executing code
const c = new Compartment({ globals: { console: harden(console) }, __options__: true });
return c.evaluate(`
const data = { message: "Hello from compartment!" };
console.log("Compartment executing code");
data.message;
`);
