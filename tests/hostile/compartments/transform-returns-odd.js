// spec M3
// Transforms that return what is no source.
// gives: ["threw","threw","threw","threw","threw"]
const c = new Compartment();
return [undefined, null, {}, 1n, Symbol.iterator].map(x => { try { return typeof c.evaluate('1', { transforms: [() => x] }); } catch { return 'threw'; } });
