// spec E4
// `process` is not available.
// gives: undefined
return typeof process;
