// spec E8.4
// What the global object inherits.
// gives: confined
const chain = [];
for (let o = globalThis; o; o = Object.getPrototypeOf(o)) chain.push(o, ...Reflect.ownKeys(o).map(key => Object.getOwnPropertyDescriptor(o, key)));
return chain;
