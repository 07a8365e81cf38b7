// spec E12.11
// Printing runs no getter, no trap and no method.
// gives: done
// prints: Log: undefined [Proxy] [ [Proxy] ]
// prints: Log: [Proxy]
const trap = () => { throw Error('vat code ran'); };
const bad = { get a() { return trap(); }, toString: trap, toJSON: trap, [Symbol.toPrimitive]: trap };
const p = new Proxy({}, { get: trap, ownKeys: trap, getPrototypeOf: trap });
console.log(bad.b, p, [p]);
console.log('%s', p);
return 'done';
