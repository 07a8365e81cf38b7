// spec E10.1
// The `eval` of the vat, called by another name, evaluates in the scope of its frozen globals.
// gives: [true,"undefined",3]
const local = 1; const e = eval; return [e('this') === globalThis, e('typeof local'), (0, eval)('1 + 2')];
