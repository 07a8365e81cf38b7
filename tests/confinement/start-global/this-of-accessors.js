// spec E10.4
// `this` in accessors that the vat reads.
// gives: confined
const got = [];
const o = { get x() { got.push(this); return 1; }, get name() { got.push(this); return 'n'; } };
read(o, 'x'); shared.greet(o); read(Object.create(o), 'x');
return got;
