// spec E14.10
// `JSON` has these properties and no others, and is frozen.
// gives: parse,stringify,rawJSON,isRawJSON,Symbol(Symbol.toStringTag) true
return `${Reflect.ownKeys(JSON).map(String)} ${Object.isFrozen(JSON)}`;
