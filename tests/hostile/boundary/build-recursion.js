// spec M6, P6.1
// `buildRootObject` that calls itself.
// kind: module
// ends: stack limit
export const buildRootObject = () => buildRootObject();
