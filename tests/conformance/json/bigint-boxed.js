// spec E14.7
// A boxed BigInt is a TypeError too.
// throws: TypeError: JSON.stringify: $ is a BigInt, which has no form in JSON
return JSON.stringify(Object(1n));
