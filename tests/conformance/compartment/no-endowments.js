// spec E8.4
// `console`, `assert` and `HandledPromise` have to be given.
// gives: ["undefined","undefined","undefined"]
return new Compartment().evaluate('[typeof console, typeof assert, typeof HandledPromise]');
