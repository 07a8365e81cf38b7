// spec E14.4
// `this` is the object that holds the value; the whole is held by a fresh object.
// gives: [true,[1],1]
let inner;
let outer;
JSON.parse('[1]', function (key, value) { if (key === '0') inner = this; else outer = this; return value; });
return [Array.isArray(inner), inner, Object.keys(outer).length];
