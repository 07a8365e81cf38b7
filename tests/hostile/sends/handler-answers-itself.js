// spec P6.12
// A handler whose answer is the promise for its answer.
// gives: TypeError
const promise = new HandledPromise(() => {}, { applyMethod: (_target, _name, _args, returned) => returned });
return E(promise).m().catch(error => error.name);
