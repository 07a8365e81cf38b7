// spec M6
// A species constructor that slices.
// ends: stack limit
class A extends Array { static get [Symbol.species]() { return new A(1).slice(); } }
return new A(1).slice();
