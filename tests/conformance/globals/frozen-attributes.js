// spec E1
// Every property of the global object is neither writable nor configurable.
// gives: []
return Reflect.ownKeys(globalThis).filter(key => {
  const found = Object.getOwnPropertyDescriptor(globalThis, key);
  return found.writable || found.configurable || found.get || found.set;
}).map(String);
