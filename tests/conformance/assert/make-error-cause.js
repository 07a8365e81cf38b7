// spec E12.6
// The cause is there, not enumerable; without one there is none.
// gives: [{"value":5,"writable":false,"enumerable":false,"configurable":false},false,false]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
return [Object.getOwnPropertyDescriptor(makeError('m', Error, { cause: 5 }), 'cause'), 'cause' in makeError('m'), 'cause' in makeError('m', Error, { cause: undefined })];
