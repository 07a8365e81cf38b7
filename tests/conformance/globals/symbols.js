// spec E4.1
// The only symbol of the global object is the one that leads bundled packages to passStyleOf.
// gives: ["@endo passStyleOf","function",true]
const [key, ...others] = Object.getOwnPropertySymbols(globalThis);
return [Symbol.keyFor(key), typeof globalThis[key], others.length === 0 && Object.isFrozen(globalThis[key])];
