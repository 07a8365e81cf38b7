// spec E4
// `Proxy` and `Reflect` work.
// gives: ["x"]
const seen = [];
Reflect.get(new Proxy({}, { get: (_, key) => seen.push(key) }), 'x');
return seen;
