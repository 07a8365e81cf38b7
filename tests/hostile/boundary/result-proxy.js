// spec P6.3
// A result that looks back when it is looked at.
// throws: Error
const root = Far('odd', { get: () => new Proxy({}, { get() { throw new Error('looked'); } }) });
return E(vats.neighbour).call(root);
