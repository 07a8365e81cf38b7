// spec M6
// `Object.assign` from a getter that assigns.
// ends: stack limit
const o = { get x() { return Object.assign({}, o); } };
return Object.assign({}, o);
