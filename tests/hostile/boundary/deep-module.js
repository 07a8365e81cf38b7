// spec M6
// The entry module itself is too deep.
// kind: module
// ends: vat start failed
export const buildRootObject = () => { throw new Error((0, eval)('{'.repeat(100) + '}'.repeat(100))); };
