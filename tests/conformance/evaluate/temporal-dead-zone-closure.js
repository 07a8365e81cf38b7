// spec E8.7
// Nor by a function that runs before it.
// throws: ReferenceError
new Compartment().evaluate('const f = () => x; f(); let x = 1;');
