// spec E8.6
// Functions are instances of every `Function`.
// gives: [true,true,true,true]
const c = new Compartment(), f = c.evaluate('() => 1');
return [f instanceof Function, f instanceof c.globalThis.Function, (() => 1) instanceof c.globalThis.Function, c.evaluate('Function("")') instanceof Function];
