// spec E8.4
// Its own globals do not become those of the other's functions.
// gives: confined
globalThis.counter = { mine: true };
globalThis.secret = { mine: true };
const before = shared.count;
return [before, globalThis.counter, Object.getOwnPropertyDescriptors(shared)];
