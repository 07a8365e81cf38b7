// spec E8.8
// Transforms are called as plain functions.
// gives: [true,1]
let self; new Compartment().evaluate('1', { transforms: [function (text) { self = [this === undefined, arguments.length]; return text; }] }); return self;
