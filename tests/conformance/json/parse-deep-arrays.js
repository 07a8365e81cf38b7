// spec E14.2
// Arrays may nest deeper than any stack.
// gives: 200000
let value = JSON.parse('['.repeat(200000) + ']'.repeat(200000));
let depth = 0;
while (value) { depth += 1; value = value[0]; }
return depth;
