// spec E14.5
// Properties are written in the order of the object: indices first, then as they were made.
// gives: {"1":0,"2":0,"b":0,"a":0}
const value = { b: 0, 2: 0, a: 0 };
value[1] = 0;
return JSON.stringify(value);
