// spec E8.4
// Globals are writable, configurable and not enumerable.
// gives: []
const found = Object.getOwnPropertyDescriptors(new Compartment().globalThis);
return Object.keys(found).filter(key => !['undefined', 'NaN', 'Infinity'].includes(key))
  .filter(key => !found[key].writable || found[key].enumerable || !found[key].configurable);
