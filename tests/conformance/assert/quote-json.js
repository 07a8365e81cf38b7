// spec E12.4
// `quote` shows JSON with names in order.
// gives: ["1","0","null","true","\"a\\\"b\"","[1,\"a\"]","{\"1\":3,\"a\":2,\"b\":1}"]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
return [1, -0, null, true, 'a"b', [1, 'a'], { b: 1, a: 2, 1: 3 }].map(v => String(q(v)));
