// spec P6.1
// A module that waits for what never comes.
// kind: module
// ends: vat start failed
export const buildRootObject = () => {};
await new Promise(() => {});
