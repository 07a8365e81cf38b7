// spec E17.1
// `Array.fromAsync` awaits the values of an iterable.
// gives: [1,2,3]
return Array.fromAsync([1, Promise.resolve(2), { then(resolve) { resolve(3); } }]);
