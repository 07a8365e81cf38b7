// spec E4
// What threads share is not there.
// gives: ["undefined","undefined"]
return [typeof SharedArrayBuffer, typeof Atomics];
