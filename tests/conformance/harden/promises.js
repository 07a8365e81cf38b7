// spec E11.1
// A promise is frozen; what it will give is not its property.
// gives: [true,false,5]
const result = { n: 5 };
const p = harden(Promise.resolve(result));
return [Object.isFrozen(p), Object.isFrozen(await p), (await p).n];
