// spec E14.9
// It is a frozen object without a prototype, with one property.
// gives: [true,null,["rawJSON"],"1"]
const raw = JSON.rawJSON(1);
return [Object.isFrozen(raw), Object.getPrototypeOf(raw), Reflect.ownKeys(raw), raw.rawJSON];
