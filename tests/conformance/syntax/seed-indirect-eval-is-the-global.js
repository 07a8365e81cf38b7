// spec E10.1
// The global eval, however it is reached, evaluates in the global scope.
// gives: [3,3]
const own = eval;
return [own('1 + 2'), globalThis.eval('1 + 2')];
