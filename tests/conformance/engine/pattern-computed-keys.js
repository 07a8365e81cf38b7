// spec E18.9
// A computed key of an assignment pattern may lead to a pattern or have a default.
// gives: [1,5,6,{"z":2}]
let c, d, e, r;
const k = 'b';
({ [k]: { c }, ['x' + 1]: d = 5, [`y`]: [e] = [6], ...r } = { b: { c: 1 }, z: 2 });
return [c, d, e, r];
