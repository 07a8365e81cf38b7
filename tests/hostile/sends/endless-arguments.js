// spec P6.11
// A list of arguments that never ends.
// ends: memory limit
HandledPromise.applyMethod({}, 'm', { *[Symbol.iterator]() { for (;;) yield 'x'; } });
