// spec E14.5
// A `toJSON` that is not a function is a property like any other.
// gives: {"toJSON":1}
return JSON.stringify({ toJSON: 1 });
