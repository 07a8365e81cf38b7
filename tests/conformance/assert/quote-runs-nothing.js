// spec E12.4, E19.21
// No getter, no `toJSON` and no trap runs.
// gives: ["{\"x\":\"[accessor]\"}","{\"toJSON\":\"[Function fail]\"}","\"[Proxy]\""]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
const fail = () => { throw Error('ran'); };
return [{ get x() { return fail(); } }, { toJSON: fail }, new Proxy({}, { get: fail, ownKeys: fail, getPrototypeOf: fail })].map(v => String(q(v)));
