// spec M6
// A transform that evaluates with itself.
// ends: stack limit
// limit: 100000000
const c = new Compartment();
const transforms = [source => c.evaluate(source, { transforms })];
return c.evaluate('1', { transforms });
