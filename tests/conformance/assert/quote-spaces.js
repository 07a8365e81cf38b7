// spec E12.4
// The second argument of `quote` indents.
// gives: "{\n  \"a\": 1,\n  \"b\": [\n    2\n  ],\n  \"c\": {}\n}"
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
return JSON.stringify(String(q({ a: 1, b: [2], c: {} }, 2)));
