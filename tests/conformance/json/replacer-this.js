// spec E14.6
// `this` is the holder; that of the whole is a fresh object with the empty key.
// gives: [[""],["a"],true]
const holders = [];
const value = { a: 1 };
JSON.stringify(value, function (key, part) { holders.push(this); return part; });
return [Object.keys(holders[0]), Object.keys(holders[1]), holders[1] === value];
