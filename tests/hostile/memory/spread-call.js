// spec M5, M6
// A call with two million spread arguments.
// ends: compute limit
return Math.max(...new Array(2e6).fill(1));
