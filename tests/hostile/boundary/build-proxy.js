// spec P6.1
// A root object that is a proxy.
// kind: module
// ends: vat start failed
export const buildRootObject = () => new Proxy({}, { get() { throw new Error('looked'); } });
