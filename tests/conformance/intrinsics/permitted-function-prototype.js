// spec E4.3
// `Function.prototype` has no `caller` and no `arguments`.
// gives: ["apply","bind","call","constructor","length","name","toString"]
return Object.getOwnPropertyNames(Function.prototype).sort();
