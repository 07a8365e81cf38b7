// spec E3
// `Math` is there, but `Math.random()` throws.
// throws: TypeError
return Math.random();
