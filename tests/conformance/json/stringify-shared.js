// spec E14.5
// An object that stands in two places is written twice.
// gives: [{"x":1},{"x":1},[{"x":1}]]
const shared = { x: 1 };
return JSON.stringify([shared, shared, [shared]]);
