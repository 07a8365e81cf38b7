// spec E14.7
// A BigInt is a TypeError that names the place.
// throws: TypeError: JSON.stringify: $.a[1] is a BigInt, which has no form in JSON
return JSON.stringify({ a: [0, 1n] });
