// spec E14.5
// A typed array is an object with indices, an array buffer has nothing.
// gives: [{"0":1,"1":2},{}]
return JSON.stringify([new Uint8Array([1, 2]), new ArrayBuffer(2)]);
