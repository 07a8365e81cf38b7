// spec P6.14
// A getter of `then` that sends to its own object.
// ends: stack limit
const target = { get then() { return E(target).m(); } };
return E(target).m();
