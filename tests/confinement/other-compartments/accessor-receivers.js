// spec E10.4
// Accessors that the other compartment reads.
// gives: confined
const got = [];
shared.greet({ get name() { got.push(this); return 'x'; } });
shared.greet(new Proxy({}, { get: (...args) => { got.push(...args); return 'x'; } }));
shared.greet({ name: { toString() { got.push(this); return 'x'; }, [Symbol.toPrimitive](hint) { got.push(this, hint); return 'x'; } } });
return got;
