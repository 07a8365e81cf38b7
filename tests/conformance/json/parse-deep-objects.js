// spec E14.2
// Objects may nest deeper than any stack.
// gives: 100000
let value = JSON.parse('{"a":'.repeat(100000) + 'null' + '}'.repeat(100000));
let depth = 0;
while (value) { depth += 1; value = value.a; }
return depth;
