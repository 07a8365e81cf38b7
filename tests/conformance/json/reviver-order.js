// spec E14.4
// A reviver sees each value after its parts, the whole last, under the empty key.
// gives: 0 1 b a c 
const keys = [];
JSON.parse('{"a":{"b":1},"c":2}', (key, value) => { keys.push(key); return value; });
const list = [];
JSON.parse('[1,2]', (key, value) => { list.push(key); return value; });
return [...list.slice(0, 2), ...keys].join(' ');
