// spec V8.5
// Keys of containers in the older format.
// gives: ["\"[fbff0000000000000\\u0000[\\u0000([[sb\\u0001\\u0001\\u0001\\u0000sa\\u0001\\u0001\\u0001\\u0000\\u0001\\u0000[sx\\u0001\\u0001\\u0001\\u0000[z\\u0001\\u0001\\u0001\\u0001\\u0001\\u0001\\u0001\\u0000\\u0001\\u0001\\u0001\\u0000\\u0001\\u0000\\u0000:[st\\u0001\\u0000[v\\u0001\\u0001\\u0001\\u0000\\u0001\\u0000\\u0000\"",true]
const { makePassableKit, makeTagged, compareRank } = await import('@endo/marshal');
const { encodePassable: k, decodePassable: d } = makePassableKit(); const x = harden([1, [], { b: 'x', a: [undefined] }, makeTagged('t', [null])]);
return [JSON.stringify(k(x)), k(d(k(x))) === k(x)];
