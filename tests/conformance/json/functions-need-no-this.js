// spec E14.10
// They work whatever `this` is.
// gives: [1,"1"]
const { parse, stringify } = JSON;
return [parse.call(undefined, '1'), stringify.call(null, 1)];
