// spec E8.6
// Promises of the other compartment.
// gives: confined
const p = shared.promise();
const value = await p;
return [p, p.constructor, value, Object.getPrototypeOf(value), value.constructor];
