// spec E11.6
// A typed array with an accessor of its own can be hardened.
// gives: [true,false]
const t = new Int16Array(1);
Object.defineProperty(t, 'x', { get() { return 1; }, configurable: true });
harden(t);
const { get, configurable } = Object.getOwnPropertyDescriptor(t, 'x');
return [Object.isFrozen(get), configurable];
