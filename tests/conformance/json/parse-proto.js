// spec E14.1
// `__proto__` is a property like any other.
// gives: [true,true,"__proto__",1]
const value = JSON.parse('{"__proto__": {"x": 1}}');
return [
  Object.getPrototypeOf(value) === Object.prototype,
  Object.hasOwn(value, '__proto__'),
  Object.keys(value).join(),
  Object.getOwnPropertyDescriptor(value, '__proto__').value.x,
];
