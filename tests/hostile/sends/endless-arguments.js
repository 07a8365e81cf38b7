// spec P6.11
// A list of arguments that never ends.
// ends: memory limit
HandledPromise.applyMethod({}, 'm', { *[Symbol.iterator]() { for (;;) yield new Uint8Array(65536); } });
