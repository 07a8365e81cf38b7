// spec E8.4
// They can be given them.
// gives: ["object","function"]
// prints: Log: from the child
const c = new Compartment({ __options__: true, globals: { console, HandledPromise } });
c.evaluate('console.log("from the child")');
return [c.evaluate('typeof console'), c.evaluate('typeof HandledPromise')];
