// spec E1
// `RegExp` and its prototype are frozen.
// gives: [true,true,true,true]
return [RegExp, RegExp.prototype, RegExp.prototype.exec, Object.getPrototypeOf('a'.matchAll(/a/g))].map(Object.isFrozen);
