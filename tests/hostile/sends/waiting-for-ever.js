// spec P6.10
// Messages to a promise that nobody resolves, without end.
// ends: memory limit
const promise = new HandledPromise(() => {});
for (;;) E.sendOnly(promise).m(new Uint8Array(65536));
