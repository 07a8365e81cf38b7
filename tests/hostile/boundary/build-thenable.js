// spec P6.1
// A root object that is a thenable without end.
// kind: module
// ends: compute limit
const make = () => ({ then: resolve => resolve(make()) });
export const buildRootObject = () => make();
