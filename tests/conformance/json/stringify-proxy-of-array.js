// spec E14.5
// A proxy of an array is written as an array.
// gives: [1,2]
return JSON.stringify(new Proxy(new Proxy([1, 2], {}), {}));
