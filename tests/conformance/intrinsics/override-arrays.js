// spec E2
// Arrays, promises and typed arrays can have their own methods.
// gives: [1,2,3,4]
const list = [], promise = Promise.resolve(), bytes = new Uint8Array(1), regexp = /x/;
list.map = 1;
promise.then = 2;
bytes.fill = 3;
regexp.exec = 4;
return [list.map, promise.then, bytes.fill, regexp.exec];
