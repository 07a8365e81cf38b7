// spec P6.15
// A handler that answers each message with another one to itself.
// ends: compute limit
const promise = new HandledPromise(() => {}, { applyMethod: target => { E.sendOnly(target).m(); } });
return E(promise).m().then(() => new Promise(() => {}));
