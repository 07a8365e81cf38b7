// spec E4
// `WebAssembly` is not available.
// gives: undefined
return typeof WebAssembly;
