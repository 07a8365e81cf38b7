// spec E14.5
// Maps, sets, promises, errors and regular expressions show their own enumerable properties only.
// gives: [{},{},{},{},{},{"x":1}]
return JSON.stringify([new Map([[1, 2]]), new Set([1]), Promise.resolve(1), Error('e'), /x/g, Object.assign(new Map(), { x: 1 })]);
