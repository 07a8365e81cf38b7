// spec E8.4
// Promises that look like those of the host.
// gives: confined
const p = Promise.resolve(shared);
return [p, Object.getOwnPropertyDescriptors(p), Object.getPrototypeOf(p), Promise[Symbol.species], p.then, await shared.promise()];
