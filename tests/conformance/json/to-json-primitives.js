// spec E14.5
// Strings, numbers and booleans are not asked for `toJSON`.
// gives: ["s",1,true]
return JSON.stringify(['s', 1, true]);
