// spec E18.9
// Also in assignments to properties.
// gives: {"x":4,"y":3,"r":{"d":2}}
const o = {};
({ b: o.x = 4, c: [o['y']] = [3], ...o.r } = { d: 2, b: undefined });
return o;
