// spec E2, E19.61
// The frozen property stays a data property.
// gives: [[],true]
const accessors = Object.getOwnPropertyNames(Object.prototype).filter(name => name !== '__proto__' && !('value' in Object.getOwnPropertyDescriptor(Object.prototype, name)));
return [accessors, Object.getOwnPropertyDescriptor(Array.prototype, 'push').value === [].push];
