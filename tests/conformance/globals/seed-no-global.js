// spec E4
// `global` is not defined; `globalThis` is.
// gives: ["undefined","object"]
return [typeof global, typeof globalThis];
