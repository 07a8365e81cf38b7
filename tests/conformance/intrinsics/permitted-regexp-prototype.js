// spec E4.3
// `RegExp.prototype` has no `compile` and no `lastIndex`.
// gives: ["constructor","dotAll","exec","flags","global","hasIndices","ignoreCase","multiline","source","sticky","test","toString","unicode","unicodeSets"]
return Object.getOwnPropertyNames(RegExp.prototype).sort();
