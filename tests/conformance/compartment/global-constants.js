// spec E8.4
// `undefined`, `NaN` and `Infinity` cannot change.
// gives: [[null,false,false,false],[null,false,false,false],[null,false,false,false]]
return ['undefined', 'NaN', 'Infinity'].map(key => {
  const { value, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(new Compartment().globalThis, key);
  return [value, writable, enumerable, configurable];
});
