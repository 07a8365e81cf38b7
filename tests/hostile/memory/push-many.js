// spec M6
// A push of a million spread values.
// ends: compute limit
const a = [];
a.push(...new Array(1.2e6).fill(0));
return a.length;
