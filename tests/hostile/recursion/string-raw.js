// spec M6
// `String.raw` over an object whose `raw` asks again.
// ends: stack limit
const o = { get raw() { return String.raw(o); } };
return String.raw(o);
