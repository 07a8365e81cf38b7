// spec E18.3
// So does the top of a module that awaits recursion without end.
// ends: stack limit
// kind: module
const f = async () => { await f(); };
await f();
export const buildRootObject = () => ({});
