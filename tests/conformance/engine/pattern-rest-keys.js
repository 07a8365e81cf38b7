// spec E18.9
// Rest leaves out every key that was taken.
// gives: [1,2,1,{"f":3}]
const { b: { c }, ['d']: [d], e = 1, ...r } = { b: { c: 1 }, d: [2], e: undefined, f: 3 };
return [c, d, e, r];
