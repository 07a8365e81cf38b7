// spec E14.4
// Of two properties with one key the source is that of the later.
// gives: 2.0
let found;
JSON.parse('{"a":1,"a":2.0}', (key, value, { source }) => { if (key === 'a') found = source; return value; });
return found;
