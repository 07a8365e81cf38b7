// spec E12.6, E19.22
// What a class of its own puts on an error is taken off.
// gives: [["message"],true,true]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
class Mine extends Error { constructor(m) { super(m); this.secret = 1; } }
const e = makeError('m', Mine);
return [Reflect.ownKeys(e), e instanceof Mine, Object.isFrozen(e)];
