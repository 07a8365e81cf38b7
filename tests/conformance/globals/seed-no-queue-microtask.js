// spec E4
// `queueMicrotask` is not available.
// gives: undefined
return typeof queueMicrotask;
