// spec E2
// So does `Object.assign`.
// gives: ["a","b"]
const heir = Object.assign({}, { toString: 'a', hasOwnProperty: 'b' });
return [heir.toString, heir.hasOwnProperty];
