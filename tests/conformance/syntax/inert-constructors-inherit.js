// spec E10.3
// The inert constructors inherit from the inert `Function`.
// gives: [true,true,true]
const base = (() => 1).constructor; return [async () => 1, function* () {}, async function* () {}].map(f => Object.getPrototypeOf(f.constructor) === base);
