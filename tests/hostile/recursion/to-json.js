// spec M6
// `toJSON` that makes JSON of itself.
// ends: stack limit
const o = { toJSON() { return JSON.stringify(o); } };
return JSON.stringify(o);
