// spec E17.1
// Recent methods of the language are there.
// gives: []
const has = { Array: 'toSorted toSpliced toReversed with findLast flatMap at', Map: 'getOrInsert getOrInsertComputed', WeakMap: 'getOrInsert getOrInsertComputed', Set: 'union isSubsetOf symmetricDifference',
  String: 'isWellFormed toWellFormed replaceAll at matchAll', ArrayBuffer: 'transfer transferToFixedLength resize', DataView: 'getFloat16 setFloat16', Iterator: 'map filter take drop flatMap reduce toArray forEach some every find' };
return Object.entries(has).flatMap(([holder, names]) => names.split(' ').filter(name => typeof globalThis[holder].prototype[name] !== 'function'));
