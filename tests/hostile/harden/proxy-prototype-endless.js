// spec E11.1, M3
// A proxy whose prototype is always another, though it is frozen.
// gives: undefined
const make = () => new Proxy({}, { getPrototypeOf: () => make() });
harden(make());
