// spec E4.3
// The typed arrays inherit `@@species` and have none of their own.
// gives: [[],true]
const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, BigInt64Array, BigUint64Array, Float16Array, Float32Array, Float64Array];
return [kinds.filter(kind => Object.hasOwn(kind, Symbol.species)).map(kind => kind.name), kinds.every(kind => kind[Symbol.species] === kind)];
