// spec E4.3
// `Object.prototype` has what annex B gives it.
// gives: __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__ constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf
return Object.getOwnPropertyNames(Object.prototype).sort().join(' ');
