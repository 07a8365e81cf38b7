// spec E14.7
// A boxed BigInt may have a `toJSON` of its own.
// gives: "one"
return JSON.stringify(Object.assign(Object(1n), { toJSON: () => 'one' }));
