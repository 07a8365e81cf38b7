// spec E14.5
// `this` of `toJSON` is the value, and its own result is not asked again.
// gives: {"x":1}
const value = { x: 1, toJSON() { return { x: this.x, toJSON: undefined }; } };
return JSON.stringify(value);
