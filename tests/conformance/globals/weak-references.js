// spec E4
// Nothing tells when memory is collected.
// gives: ["undefined","undefined","function","function"]
return [typeof WeakRef, typeof FinalizationRegistry, typeof WeakMap, typeof WeakSet];
