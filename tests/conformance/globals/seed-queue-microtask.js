// spec E4.2
// `queueMicrotask` is not available.
// throws: ReferenceError: queueMicrotask is not defined
queueMicrotask(() => {});
