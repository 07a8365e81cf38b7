// spec E12.4
// An object with a tag is named by it.
// gives: ["\"[Alleged: purse]\"","\"[Map]\"","\"[Promise]\"","\"[Uint8Array]\""]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
return [Far('purse', {}), new Map(), Promise.resolve(), new Uint8Array(2)].map(v => String(q(v)));
