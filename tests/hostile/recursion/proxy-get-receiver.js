// spec M6
// A `get` trap that reads its receiver.
// ends: stack limit
const o = Object.create(new Proxy({}, { get: (_, key, receiver) => receiver[key] }));
return o.x;
