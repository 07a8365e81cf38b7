// spec M5, M6
// A call with ten million arguments.
// ends: memory limit
return Math.max.apply(null, new Array(1e7));
