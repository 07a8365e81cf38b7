// spec E4
// There is no shared memory.
// gives: ["undefined","undefined"]
return [typeof SharedArrayBuffer, typeof Atomics];
