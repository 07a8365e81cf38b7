// spec E14.7
// A cycle may come from `toJSON`.
// throws: TypeError: JSON.stringify: $.x is a cycle: the same object as $
const value = { x: { toJSON: () => value } };
return JSON.stringify(value);
