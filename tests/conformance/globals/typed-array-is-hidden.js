// spec E4.3
// The common constructor of typed arrays is no global.
// gives: [false,"TypedArray",true]
const TypedArray = Object.getPrototypeOf(Int8Array);
return ['TypedArray' in globalThis, TypedArray.name, Object.isFrozen(TypedArray)];
