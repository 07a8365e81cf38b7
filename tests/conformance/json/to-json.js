// spec E14.5
// `toJSON` is called with the key as a string, and its result is written.
// gives: {"a":"a","b":["0"]} ""
const item = { toJSON(key) { return key; } };
return `${JSON.stringify({ a: item, b: [item] })} ${JSON.stringify(item)}`;
