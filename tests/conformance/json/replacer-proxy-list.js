// spec E14.6
// A proxy of an array is a list.
// gives: {"a":1}
return JSON.stringify({ a: 1, b: 2 }, new Proxy(['a'], {}));
