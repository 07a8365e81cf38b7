// spec M3, P6.1
// A module that never ends.
// kind: module
// ends: compute limit
export const buildRootObject = () => {};
for (;;) {}
