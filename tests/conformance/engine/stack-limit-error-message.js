// spec E18.3
// So does an error whose message is made of an error like it.
// ends: stack limit
const o = { toString() { throw new Error(o); } };
throw new Error(o);
