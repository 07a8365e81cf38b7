// spec E19.3
// A global object has no symbol of a scope.
// gives: []
return Object.getOwnPropertySymbols(new Compartment().globalThis).map(String).filter(name => name.includes('unscopables'));
