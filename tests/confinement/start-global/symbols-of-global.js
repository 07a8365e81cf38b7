// spec E8.4
// What symbols name on the global object.
// gives: confined
return Object.getOwnPropertySymbols(globalThis).map(key => globalThis[key]);
