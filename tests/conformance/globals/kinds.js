// spec E4.1
// Every global is a function, an object, or one of the three constants.
// gives: ["Infinity number","NaN number","undefined undefined"]
return Object.getOwnPropertyNames(globalThis)
  .filter(name => typeof globalThis[name] !== 'function' && Object(globalThis[name]) !== globalThis[name])
  .map(name => `${name} ${typeof globalThis[name]}`).sort();
