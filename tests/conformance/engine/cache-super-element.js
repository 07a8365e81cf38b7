// spec E18.11
// Also to an element.
// gives: [0,1]
const o = { __proto__: [0], put(v) { super[0] = v; } };
o.put(1);
return [Object.getPrototypeOf(o)[0], o[0]];
