// spec M5, M6
// A call with ten million arguments.
// ends: compute limit
return Math.max.apply(null, new Array(1e7));
