// spec E11.1
// Values are reached whatever their keys: names, indices, symbols, and keys that are not enumerable.
// gives: [true,true,true,true]
const o = { name: {}, 7: {}, [Symbol('s')]: {} };
Object.defineProperty(o, 'hidden', { value: {}, enumerable: false });
harden(o);
return Reflect.ownKeys(o).map(key => Object.isFrozen(o[key]));
